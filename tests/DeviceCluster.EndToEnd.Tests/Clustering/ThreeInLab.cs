using DeviceCluster.Testing.Clusters;
using DeviceCluster.Testing.Network;

namespace DeviceCluster.EndToEnd.Tests.Clustering;

/// <summary>The same three nodes on machines of their own, whose traffic can be cut, and whose clocks can be jumped.</summary>
public sealed class ThreeInLab : ThreeNodes
{
    private NetworkLab? _lab;

    public override async Task InitializeAsync()
    {
        // Its tests are skipped then, and say why.
        if (NetworkLab.Obstacle is not null)
            return;

        _lab = await NetworkLab.CreateAsync();
        await StartAsync(new ClusterOptions { Nodes = 3, Devices = Devices, Lab = _lab, FakeClocks = true });
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (_lab is not null)
            await _lab.DisposeAsync();
    }

    public static LabHost HostOf(ClusterNode node) => node.Place.Host ?? throw new InvalidOperationException($"{node.Place.Name} is on no machine of a lab");

    /// <summary>Until the kernel of a machine holds bytes for devices that they have not acknowledged: written by a node, and not arrived.</summary>
    public static async Task UnacknowledgedAsync(LabHost host)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var late = new CancellationTokenSource(Limit);
        while (!IsAnySending(await host.RunAsync("ss", "-Htn", "state", "established", "dport", "=", $":{LabPorts.Dvrip}")))
        {
            Assert.False(late.IsCancellationRequested, $"{host.Name} wrote nothing to a device that is cut off");
            await look.WaitForNextTickAsync();
        }
    }

    // Recv-Q, Send-Q, and the two ends.
    private static bool IsAnySending(string sockets) => sockets.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Any(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] != "0");
}

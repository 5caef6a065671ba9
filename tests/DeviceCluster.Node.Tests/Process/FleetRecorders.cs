using DeviceCluster.Simulator;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>A node with three recorders that are online.</summary>
public sealed class FleetRecorders : IAsyncLifetime
{
    public const string Collection = "fleet recorders";

    private SimulatorHost? _simulator;
    private NodeProcess? _node;

    internal NodeProcess Node => _node!;

    internal SimulatorHost Simulator => _simulator!;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Programs.Library))
            return;
        _simulator = await Watched.StartSimulatorAsync("127.23.6.1", devices: 3);
        _node = await NodeProcess.StartAsync(folder: null, ("Sdk__DiscoveryPort", $"{_simulator.DiscoveryPort}"), ("Snapshots__Guard", "1s"));
        await Watched.EnrolAsync(Node, Simulator);
    }

    public async Task DisposeAsync()
    {
        if (_node is not null)
            await _node.DisposeAsync();
        if (_simulator is not null)
            await _simulator.DisposeAsync();
    }

    internal Simulator.Ptz.PtzReport Camera(int device) => Simulator.Devices[device].Ptz[0].Report(1);

    /// <summary>One line in JSON, whatever its end.</summary>
    internal async Task<PbmReply> AskAsync(string line) => new(await Node.AskAsync(line));

    /// <summary>Whoever had these cameras in the test before gives them back.</summary>
    internal async Task FreeAsync()
    {
        await using var pbm = Node.Talk();
        foreach (var row in (await AskAsync("ptz status nvr-1,nvr-2,nvr-3")).Rows.Where(row => row["holder"].Length > 0))
        {
            var freed = await pbm.AskAsync($"ptz lease {row["device"]} release -as '{row["holder"]}'");
            Assert.True(freed.Exit == 0, $"{freed} {Node.Log}");
        }
    }
}

using System.Net;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.Testing.Network;

/// <summary>
/// A cluster's machines in a box: a bridge, and a network namespace for each node, the database and the simulator. Needs root.
/// All of it is gone with the lab, and with it what still runs there.
/// </summary>
public sealed class NetworkLab : IAsyncDisposable
{
    private readonly LabSlot _slot;
    private bool _gone;

    private NetworkLab(LabSlot slot, int nodes)
    {
        _slot = slot;
        Nodes = [.. Enumerable.Range(1, nodes).Select(number => new LabHost(slot.Namespace($"n{number}"), slot.Node(number)))];
        Database = new LabHost(slot.Namespace("db"), slot.Database);
        Simulator = new LabHost(slot.Namespace("sim"), slot.Simulator);
    }

    /// <summary>Why there can be no lab here; null = there can.</summary>
    public static string? Obstacle =>
        !Environment.IsPrivilegedProcess ? "network namespaces need root"
        : !File.Exists("/usr/sbin/nft") ? "the program nft is missing: apt-get install --no-install-recommends nftables"
        : null;

    public IReadOnlyList<LabHost> Nodes { get; }

    public LabHost Database { get; }

    public LabHost Simulator { get; }

    /// <summary>From here on the addresses are the simulator's, which makes them its own with --interface.</summary>
    public IPAddress FirstDevice => _slot.FirstDevice;

    public static async Task<NetworkLab> CreateAsync(int nodes = 3)
    {
        if (Obstacle is { } obstacle)
            throw new InvalidOperationException(obstacle);

        var slot = await LabSlot.TakeAsync();
        var lab = new NetworkLab(slot, nodes);
        try
        {
            await Command.RunAsync("ip", "addr", "add", $"{slot.Outside}/{LabSlot.Prefix}", "dev", slot.Bridge);
            await Command.RunAsync("ip", "link", "set", slot.Bridge, "up");
            foreach (var host in lab.Hosts())
                await lab.ConnectAsync(host);

            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    public Task HealAsync() => Task.WhenAll(Hosts().Select(host => host.HealAllAsync()));

    public async ValueTask DisposeAsync()
    {
        if (_gone)
            return;

        _gone = true;
        await _slot.ClearAsync();
        foreach (var host in Hosts())
            host.Dispose();
    }

    private IEnumerable<LabHost> Hosts() => [.. Nodes, Database, Simulator];

    /// <summary>A link's outer end is named after the namespace: both names are the lab's alone.</summary>
    private async Task ConnectAsync(LabHost host)
    {
        await Command.RunAsync("ip", "netns", "add", host.Name);
        await Command.RunAsync("ip", "link", "add", host.Name, "type", "veth", "peer", "name", LabHost.Interface, "netns", host.Name);
        await Command.RunAsync("ip", "link", "set", host.Name, "master", _slot.Bridge, "up");
        await Command.RunAsync("ip", "-n", host.Name, "addr", "add", $"{host.Address}/{LabSlot.Prefix}", "brd", "+", "dev", LabHost.Interface);
        await Command.RunAsync("ip", "-n", host.Name, "link", "set", LabHost.Interface, "up");
        await Command.RunAsync("ip", "-n", host.Name, "link", "set", "lo", "up");
    }
}

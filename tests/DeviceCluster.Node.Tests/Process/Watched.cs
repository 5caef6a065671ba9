using System.Net;
using DeviceCluster.Simulator;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>A node with two simulated recorders that are enrolled and online; the tests of one class share it.</summary>
public sealed class Watched : IAsyncLifetime
{
    public const string Password = "simulated-Pa55";

    private SimulatorHost? _simulator;
    private NodeProcess? _node;

    internal NodeProcess Node => _node!;

    internal SimulatorHost Simulator => _simulator!;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Programs.Library))
            return;
        _simulator = await StartSimulatorAsync("127.23.1.1", devices: 2);
        _node = await NodeProcess.StartAsync(folder: null, ("Sdk__DiscoveryPort", $"{_simulator.DiscoveryPort}"));
        await EnrolAsync(Node, Simulator);
    }

    public async Task DisposeAsync()
    {
        if (_node is not null)
            await _node.DisposeAsync();
        if (_simulator is not null)
            await _simulator.DisposeAsync();
    }

    internal static Task<SimulatorHost> StartSimulatorAsync(string first, int devices) => SimulatorHost.StartAsync(new SimulatorOptions
    {
        Devices = devices,
        First = IPAddress.Parse(first),
        Password = Password,
        DvripPort = 0,
        HttpPort = 0,
        DiscoveryPort = 0,
    });

    internal static async Task EnrolAsync(NodeProcess node, SimulatorHost simulator)
    {
        foreach (var device in simulator.Devices)
        {
            var added = await node.PbmAsync($"device add nvr-{device.Number} -host {device.Address} -port {simulator.DvripPort} -user admin", Password);
            Assert.True(added.Exit == 0, added.Error + node.Log);
        }
        // A list that cannot be read just now says so, and has no rows.
        await node.UntilAsync("all recorders online", async () =>
            (await node.AskAsync("device list")).TryGetProperty("rows", out var rows)
            && rows.EnumerateArray().Count(r => r.GetProperty("phase").GetString() == "Online") == simulator.Devices.Count);
    }
}

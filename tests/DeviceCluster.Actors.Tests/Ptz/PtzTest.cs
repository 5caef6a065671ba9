using Akka.Actor;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Simulator;
using Xunit.Abstractions;
using PtzReport = DeviceCluster.Simulator.Ptz.PtzReport;

namespace DeviceCluster.Actors.Tests.Ptz;

/// <summary>What tests of steering share: a node, a simulated device whose camera 1 moves and whose camera 2 stands fast, and orders to them.</summary>
public abstract class PtzTest(NativeLibrary native, ITestOutputHelper output) : NodeTest(native, output)
{
    protected static readonly PtzHolder Ann = new("ann");
    protected static readonly PtzHolder Bob = new("bob");
    protected static readonly PtzHolder Chief = new("chief", 90);

    private static readonly Origin Desk = new("operator", "console");

    private protected async Task<TestNode> OnlineAsync(SimulatorHost fleet, DeviceClusterSettings? settings = null, TimeProvider? time = null)
    {
        var node = await StartAsync(settings, time);
        await OrderAsync(node, fleet.Enrol(Gate));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        return node;
    }

    private protected static PtzOrder.Move Right(PtzHolder by, double seconds, int channel = 1) =>
        new(Gate, channel, by, 0.1, 0, 0, TimeSpan.FromSeconds(seconds));

    private protected static PtzOrder.Preset Preset(PtzHolder by, PresetAction action, int number, string? name = null) =>
        new(Gate, 1, by, action, number, name);

    private protected static Task<object> SendAsync(TestNode node, SessionRequest request) => node.Parts.Region.Ask<object>(
        request.IsOrder ? new SessionOrder(request, Desk) : request, Limits.Patience);

    private protected static async Task<T> AskAsync<T>(TestNode node, SessionRequest<T> request)
        where T : class => Assert.IsType<T>(await SendAsync(node, request));

    private protected static async Task<DeviceReply.Refused> RefusedAsync(TestNode node, SessionRequest request) =>
        Assert.IsType<DeviceReply.Refused>(await SendAsync(node, request));

    private protected static PtzReport Camera(SimulatorHost fleet, int channel = 1) => fleet.Devices[0].Ptz[channel - 1].Report(channel);

    /// <summary>The orders in the camera's own log, oldest first.</summary>
    private protected static string[] Log(SimulatorHost fleet) => [.. Camera(fleet).Log.Select(line => line.What).Where(what => what != "moving")];
}

using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Simulator;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Asking;

/// <summary>What tests of questions and orders to a virtual device share.</summary>
public abstract class AskingTest(NativeLibrary native, ITestOutputHelper output) : NodeTest(native, output)
{
    protected static readonly Origin Operator = new("operator", "console");

    /// <summary>Where the library looks for devices.</summary>
    protected int SearchPort { get; } = native.DiscoveryPort;

    private protected async Task<TestNode> OnlineAsync(SimulatorHost fleet, DeviceClusterSettings? settings = null)
    {
        var node = await StartAsync(settings);
        await OrderAsync(node, fleet.Enrol(Gate));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        return node;
    }

    private protected static Task<T> AskAsync<T>(TestNode node, SessionRequest<T> request)
        where T : class => node.Devices.AskAsync(request, Operator, CancellationToken.None);

    private protected static async Task<DeviceReply.Refused> RefusedAsync<T>(TestNode node, SessionRequest<T> request)
        where T : class =>
        Assert.IsType<DeviceReply.Refused>((await Assert.ThrowsAsync<RefusedException>(() => AskAsync(node, request))).Refusal);

    private protected static Task<ConfigurationWritten> WriteAsync(TestNode node, string table, string json, int? channel = null) =>
        AskAsync(node, new ConfigurationOrder.Write(Gate, table, channel, json));
}

using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Client.Asking;
using DeviceCluster.Client.Live;
using DeviceCluster.Client.Telemetry;
using DeviceCluster.Client.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace DeviceCluster.Client.Tests;

/// <summary>The client and a node with its real entities and its real journal, joined by the wire.</summary>
public sealed class RealNodeTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    private static readonly DeviceCommand.Enrol EnrolGate = new(Gate, new DeviceAddress("10.0.0.7"), "admin", new Secret("secret"), Serial: null);

    private readonly ITestOutputHelper _output = output;

    [Fact]
    public async Task A_device_is_enrolled_asked_listed_and_removed_from_a_service()
    {
        await using var node = await StartAsync();
        await using var host = await ClientHost.StartAsync(node.Parts.NodeName, _output);

        Assert.IsType<DeviceReply.Done>(await host.Client.TellAsync(EnrolGate));
        await Limits.UntilAsync(async () => (await host.Client.ReportAsync(Gate)).Value?.Status.Phase == SessionPhase.Online);
        await Limits.UntilAsync(async () => (await host.Client.DevicesAsync()).Value is [{ Phase: SessionPhase.Online }]);
        var why = await host.Client.WhyAsync(Gate);
        Assert.IsType<DeviceReply.Done>(await host.Client.TellAsync(new DeviceCommand.Remove(Gate)));

        Assert.Equal("enrolled", why.Value?.Entries[0].What);
        await Limits.UntilAsync(async () => (await host.Client.DevicesAsync()).Value is []);
    }

    [Fact]
    public async Task What_a_device_refuses_comes_as_a_value()
    {
        await using var node = await StartAsync();
        await using var host = await ClientHost.StartAsync(node.Parts.NodeName, _output);

        var removal = await host.Client.TellAsync(new DeviceCommand.Remove(Gate));
        var live = await host.Client.OpenLiveAsync(Gate, 1);
        var report = await host.Client.ReportAsync(Gate);

        Assert.Equal(RefusalCode.NotEnrolled, Assert.IsType<DeviceReply.Refused>(removal).Code);
        Assert.Equal(RefusalCode.NotEnrolled, Assert.IsType<LiveReply.Refused>(live).Code);
        Assert.False(report.Value?.Enrolled);
    }

    [Fact]
    public async Task A_removal_whose_answer_was_lost_does_not_remove_what_was_enrolled_meanwhile()
    {
        await using var node = await StartAsync();
        await using var host = await ClientHost.StartAsync(node.Parts.NodeName, _output);
        await host.Client.TellAsync(EnrolGate);
        var (client, road) = Lossy(host, message => message is DeviceOrder { Command: DeviceCommand.Remove });
        road.OnLoss = async () => Assert.IsType<DeviceReply.Done>(await host.Client.TellAsync(EnrolGate));

        var reply = await client.TellAsync(new DeviceCommand.Remove(Gate));

        Assert.IsType<DeviceReply.Done>(reply);
        Assert.IsType<DeviceReply.Done>(Assert.Single(road.Lost));
        Assert.True((await host.Client.ReportAsync(Gate)).Value?.Enrolled);
    }

    [Fact]
    public async Task A_caller_settles_an_unknown_outcome_by_the_key_that_he_kept()
    {
        await using var node = await StartAsync();
        await using var host = await ClientHost.StartAsync(node.Parts.NodeName, _output);
        await host.Client.TellAsync(EnrolGate);
        var order = new DeviceOrder(OrderKey.New(), new DeviceCommand.Disable(Gate));
        await host.Client.TellAsync(order);
        await host.Client.TellAsync(new DeviceCommand.Enable(Gate));

        var again = await host.Client.TellAsync(order);
        var other = await host.Client.TellAsync(order with { Command = new DeviceCommand.Remove(Gate) });

        Assert.IsType<DeviceReply.Done>(again);
        Assert.True((await host.Client.ReportAsync(Gate)).Value?.Enabled);
        Assert.Equal(RefusalCode.Invalid, Assert.IsType<DeviceReply.Refused>(other).Code);
    }

    private static (DeviceClusterClient Client, LossyRoad Road) Lossy(ClientHost host, Func<object, bool> loses)
    {
        var road = new LossyRoad(() => host.Link.Present, loses);
        return (
            new DeviceClusterClient(
                new DeviceClusterClientOptions { Seeds = ["127.0.0.1:1"] },
                road,
                new InFlight(10),
                host.Services.GetRequiredService<MediaReader>(),
                host.Services.GetRequiredService<ClientMeter>(),
                TimeProvider.System,
                NullLogger.Instance),
            road);
    }
}

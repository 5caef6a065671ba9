using Akka.Actor;
using DeviceCluster.Actors.Discovery;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Discovery;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Discovery;

/// <summary>Whoever asks a node for the devices of its networks is answered always: with them, or with why not.</summary>
public sealed class DiscoveryActorTests(NativeLibrary native, ITestOutputHelper output) : NodeTest(native, output)
{
    private static readonly DiscoveryQuery.Search Long = new(DiscoveryLimits.Longest, null, Binary: false);
    private static readonly Origin By = new("recorder-7", "10.0.0.9:4053");

    private readonly int _port = native.DiscoveryPort;

    [Fact]
    public async Task A_search_and_a_probe_tell_what_answered_and_which_node_searched()
    {
        await using var fleet = await Fleet.StartAsync(devices: 3, options => options with { DiscoveryPort = _port });
        await using var node = await StartAsync();

        var search = await AskAsync<DiscoveryReply.Found>(node, new DiscoveryQuery.Search(TimeSpan.FromSeconds(3), null, Binary: false));
        var probe = await AskAsync<DiscoveryReply.Found>(
            node, new DiscoveryQuery.Probe([$"{fleet.Devices[1].Address}"], TimeSpan.FromSeconds(1), null, Binary: false));

        Assert.Equal((node.Parts.NodeName, 0), (search.Node, search.LeftOut));
        Assert.Equal(fleet.Devices.Select(device => device.Serial).Order(), search.Devices.Select(device => device.Serial).Order());
        Assert.Equal((node.Parts.NodeName, fleet.Devices[1].Serial), (probe.Node, Assert.Single(probe.Devices).Serial));
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused()
    {
        await using var node = await StartAsync();

        var refused = await AskAsync<DiscoveryReply.Refused>(node, Long with { HowLong = TimeSpan.FromSeconds(61) });

        Assert.Equal((RefusalCode.Invalid, "a search cannot take 61 s", "let it take 0.1 to 60 s"), (refused.Code, refused.Reason, refused.Remedy));
    }

    [Fact]
    public async Task One_search_more_than_may_be_is_refused_as_busy_and_all_end_when_the_node_begins_to_end()
    {
        await using var node = await StartAsync();
        Task<DiscoveryReply.Refused>[] running =
            [.. Enumerable.Range(0, DiscoveryPlaces.Most).Select(_ => AskAsync<DiscoveryReply.Refused>(node, Long))];

        var busy = await AskAsync<DiscoveryReply.Refused>(node, Long);
        var account = await AskAsync<DiscoveryReply.Refused>(node, Initialise("3c:ef:8c:00:00:77"));
        Assert.DoesNotContain(running, task => task.IsCompleted);
        node.Parts.BeginEnding();

        Assert.Equal((RefusalCode.Busy, "this node makes 4 searches and first accounts already"), (busy.Code, busy.Reason));
        Assert.Equal(RefusalCode.Busy, account.Code);
        Assert.All(await Task.WhenAll(running), ended => Assert.Equal(DiscoveryRefusals.Ending, ended));
        Assert.Equal(DiscoveryRefusals.Ending, await AskAsync<DiscoveryReply.Refused>(node, Long));
    }

    [Fact]
    public async Task A_search_that_has_ended_makes_room_for_another()
    {
        await using var node = await StartAsync();

        for (var n = 0; n < DiscoveryPlaces.Most + 1; n++)
            await AskAsync<DiscoveryReply.Found>(node, Long with { HowLong = DiscoveryLimits.Shortest });
    }

    [Fact]
    public async Task A_device_gets_its_first_account_once_and_can_be_enrolled_then()
    {
        await using var fleet = await Fleet.StartAsync(devices: 1, options => options with { DiscoveryPort = _port, HttpPort = 0, Uninitialised = 1 });
        await using var node = await StartAsync();
        var order = Initialise(fleet.Devices[0].Mac);

        var wrong = await AskAsync<DiscoveryReply.Refused>(node, order with { Password = new Secret("admin123") });
        await AskAsync<DiscoveryReply.Initialised>(node, order);
        var again = await AskAsync<DiscoveryReply.Refused>(node, order);

        Assert.Equal((RefusalCode.Invalid, "the password is not allowed: the account's name is in it, or that backwards"), (wrong.Code, wrong.Reason));
        Assert.Equal(RefusalCode.DeviceRefused, again.Code);
        await OrderAsync(node, fleet.Enrol(Gate, password: order.Password.Reveal()));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
    }

    [Fact]
    public async Task An_order_that_comes_too_late_is_refused_and_the_device_stays_as_it_is()
    {
        await using var fleet = await Fleet.StartAsync(devices: 1, options => options with { DiscoveryPort = _port, HttpPort = 0, Uninitialised = 1 });
        await using var node = await StartAsync();

        var late = await AskAsync<DiscoveryReply.Refused>(
            node, Initialise(fleet.Devices[0].Mac) with { BeginBefore = Deadline.In(TimeSpan.Zero, TimeProvider.System) });

        Assert.Equal(DiscoveryRefusals.TooLate, late);
        Assert.False(fleet.Devices[0].Logins.IsInitialised);
    }

    private static DiscoveryOrder.Initialise Initialise(string mac) => new(mac, "admin", new Secret("Right-2-word"), null, null, null, By);

    private static async Task<T> AskAsync<T>(TestNode node, object message)
        where T : DiscoveryReply =>
        Assert.IsType<T>(await node.System.ActorSelection("/user/discovery").Ask<DiscoveryReply>(message, Limits.Patience));
}

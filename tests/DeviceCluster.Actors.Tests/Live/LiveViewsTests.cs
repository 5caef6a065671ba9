using Akka.Actor;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Live;

/// <summary>Every order to a live view is answered, also while a view ends, and within the bound of the device.</summary>
public sealed class LiveViewsTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    private readonly ScriptedLogin _login = new(1);

    [Fact]
    public async Task An_order_to_open_that_meets_an_ending_view_gets_a_new_one()
    {
        using var go = new ManualResetEventSlim();
        _login.OnOpenLive = go.Wait;
        await using var node = await StartAsync();
        var session = Session(attempt: 1);
        var first = OpenAsync(node, session, channel: 1);
        await Limits.UntilAsync(() => _login.LivesOpened == 1);

        // Both orders reach the view before it can be gone.
        node.Parts.LiveViews.Tell(new LiveOrder.Close(new LiveCommand.Close(Gate, 1, StreamKind.Main)), ActorRefs.NoSender);
        var second = OpenAsync(node, session, channel: 1);
        await Limits.UntilAsync(() => _login.LivesOpened == 2);
        go.Set();

        Assert.Equal("the view was closed by order", Assert.IsType<LiveReply.Refused>(await first).Reason);
        Assert.Contains("no pictures here", Assert.IsType<LiveReply.Refused>(await second).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_to_close_that_meets_an_ending_view_is_answered()
    {
        using var go = new ManualResetEventSlim();
        _login.OnOpenLive = go.Wait;
        await using var node = await StartAsync();
        var opening = OpenAsync(node, Session(attempt: 1), channel: 1);
        await Limits.UntilAsync(() => _login.LivesOpened == 1);

        var closed = await Task.WhenAll(CloseAsync(node), CloseAsync(node));

        Assert.All(closed, reply => Assert.IsType<LiveReply.Closed>(reply));
        Assert.IsType<LiveReply.Refused>(await opening);
        go.Set();
    }

    [Fact]
    public async Task A_view_of_an_earlier_login_takes_no_place_of_its_successor()
    {
        using var go = new ManualResetEventSlim();
        _login.OnOpenLive = go.Wait;
        await using var node = await StartAsync(Settings with { Live = Settings.Live with { ViewsPerDevice = 1 } });
        var first = OpenAsync(node, Session(attempt: 1), channel: 1);
        await Limits.UntilAsync(() => _login.LivesOpened == 1);

        var second = OpenAsync(node, Session(attempt: 2), channel: 1);
        var other = OpenAsync(node, Session(attempt: 2), channel: 2);

        Assert.Equal(RefusalCode.Busy, Assert.IsType<LiveReply.Refused>(await other).Code);
        await Limits.UntilAsync(() => _login.LivesOpened == 2);
        go.Set();
        Assert.Equal(RefusalCode.DeviceRefused, Assert.IsType<LiveReply.Refused>(await first).Code);
        Assert.Equal(RefusalCode.DeviceRefused, Assert.IsType<LiveReply.Refused>(await second).Code);
    }

    [Fact]
    public async Task A_session_that_has_ended_opens_no_view()
    {
        await using var node = await StartAsync();
        var session = Session(attempt: 1);
        session.End();

        var reply = await OpenAsync(node, session, channel: 1);

        Assert.Equal(RefusalCode.Offline, Assert.IsType<LiveReply.Refused>(reply).Code);
        Assert.Equal(0, _login.LivesOpened);
    }

    private SessionEntry Session(long attempt) =>
        new(attempt, Gate, new LoginTarget(new DeviceAddress("10.0.0.7"), "admin", 1)) { Login = _login };

    private static Task<LiveReply> OpenAsync(TestNode node, SessionEntry session, int channel) => node.Parts.LiveViews.Ask<LiveReply>(
        new LiveOrder.Open(session, new LiveCommand.Open(Gate, channel, StreamKind.Main)), Limits.Patience);

    private static Task<LiveReply> CloseAsync(TestNode node) => node.Parts.LiveViews.Ask<LiveReply>(
        new LiveOrder.Close(new LiveCommand.Close(Gate, 1, StreamKind.Main)), Limits.Patience);
}

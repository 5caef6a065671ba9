using System.Net.Sockets;
using DeviceCluster.Simulator.Judging;
using DeviceCluster.Simulator.Tests.Wire;

namespace DeviceCluster.Simulator.Tests.Judging;

public class OverlapTests
{
    private const string KeepAlive = "a1000000";
    private const int HeaderBytes = 32;

    [Fact]
    public async Task A_byte_on_the_control_connection_of_an_older_session_is_an_overlap()
    {
        await using var host = await Fleet.StartAsync();
        using var old = await RawLogin.LoggedInAsync(host);
        using var fresh = await RawLogin.LoggedInAsync(host);

        await old.AskAsync(KeepAlive);

        var sight = host.Judge.Look();
        var seen = Assert.Single(sight.Overlaps);
        Assert.Equal((1L, (long)HeaderBytes), (sight.OverlapEvents, sight.OverlapBytes));
        Assert.Equal((1, "control", (long)HeaderBytes), (seen.Device, seen.On, seen.Bytes));
        Assert.Equal((old.Socket.LocalEndPoint!.ToString(), fresh.Socket.LocalEndPoint!.ToString()), (seen.OldFrom, seen.NewFrom));
        Assert.True(seen.At >= seen.NewAcceptedAt);
    }

    [Fact]
    public async Task A_byte_on_a_media_connection_of_an_older_session_is_an_overlap()
    {
        await using var host = await Fleet.StartAsync();
        using var old = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, old);
        using var fresh = await RawLogin.LoggedInAsync(host);

        await live.Media.SendAsync(KeepAlive);
        await Limit.UntilAsync(() => host.Judge.Look().OverlapBytes > 0, "the byte");

        Assert.Equal(("media", (long)HeaderBytes), (host.Judge.Look().Overlaps[0].On, host.Judge.Look().OverlapBytes));
    }

    [Fact]
    public async Task A_media_connection_that_joins_an_older_session_is_an_overlap_from_its_first_byte()
    {
        await using var host = await Fleet.StartAsync();
        using var old = await RawLogin.LoggedInAsync(host);
        var session = host.Devices[0].OpenSessionIds().Single();
        var id = (await LiveView.ReserveAsync(old)).Line("ConnectionID");
        using var early = await RawConnection.OpenAsync(host);
        using var fresh = await RawLogin.LoggedInAsync(host);

        await LiveView.JoinAsync(early, session, id);

        var joined = host.Judge.Look();
        var sight = host.Judge.Device(1).Sessions![0];
        Assert.Equal((1L, "media"), (joined.OverlapEvents, joined.Overlaps[0].On));
        Assert.Equal(joined.OverlapBytes, sight.LateBytes);
        Assert.True(joined.OverlapBytes > HeaderBytes);
    }

    [Fact]
    public async Task Bytes_of_a_session_that_logged_out_are_an_overlap_too_once_another_login_is_accepted()
    {
        await using var host = await Fleet.StartAsync();
        using var old = await RawLogin.LoggedInAsync(host);
        await LogoutAsync(host, old);
        using var fresh = await RawLogin.LoggedInAsync(host);

        await old.AskAsync(KeepAlive);

        Assert.Equal(HeaderBytes, host.Judge.Look().OverlapBytes);
    }

    [Fact]
    public async Task The_bytes_of_a_connection_that_the_device_has_forgotten_are_seen()
    {
        await using var host = await Fleet.StartAsync();
        using var old = await RawLogin.LoggedInAsync(host);
        host.Devices[0].Faults.HalfOpen();
        using var fresh = await RawLogin.LoggedInAsync(host);

        await old.SendAsync(KeepAlive);

        await Limit.UntilAsync(() => host.Judge.Look().OverlapBytes == HeaderBytes, "the byte");
    }

    [Fact]
    public async Task Each_of_three_sessions_is_judged_by_the_login_that_followed_it()
    {
        await using var host = await Fleet.StartAsync();
        using var first = await RawLogin.LoggedInAsync(host);
        using var second = await RawLogin.LoggedInAsync(host);
        using var third = await RawLogin.LoggedInAsync(host);

        await first.AskAsync(KeepAlive);
        await second.AskAsync(KeepAlive);
        await third.AskAsync(KeepAlive);

        var sessions = host.Judge.Device(1).Sessions!;
        Assert.Equal([HeaderBytes, HeaderBytes, 0], sessions.Select(session => session.LateBytes));
        Assert.Equal([(sessions[0].Id, sessions[1].Id), (sessions[1].Id, sessions[2].Id)],
            host.Judge.Look().Overlaps.Select(overlap => (overlap.OldSession, overlap.NewSession)));
    }

    [Fact]
    public async Task An_orderly_change_over_is_no_overlap()
    {
        await using var host = await Fleet.StartAsync();
        using var old = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, old);
        await old.AskAsync(KeepAlive);
        await LogoutAsync(host, old);
        live.Media.Dispose();
        old.Dispose();

        using var fresh = await RawLogin.LoggedInAsync(host);
        await fresh.AskAsync(KeepAlive);

        Assert.Equal((0L, 0L), (host.Judge.Look().OverlapEvents, host.Judge.Look().OverlapBytes));
    }

    [Fact]
    public async Task A_reset_after_the_newer_login_is_no_byte()
    {
        await using var host = await Fleet.StartAsync();
        using var old = await RawLogin.LoggedInAsync(host);
        using var fresh = await RawLogin.LoggedInAsync(host);

        old.Socket.LingerState = new LingerOption(true, 0);
        old.Dispose();
        await Limit.UntilAsync(() => host.Devices[0].Facts.OpenConnections == 1, "the reset");

        Assert.Equal((0L, 1), (host.Judge.Look().OverlapEvents, host.Judge.Look().WithSession));
    }

    [Fact]
    public async Task Another_device_is_not_concerned()
    {
        await using var host = await Fleet.StartAsync(options => options with { Devices = 2 });
        using var one = await RawLogin.LoggedInAsync(host, device: 1);
        using var other = await RawLogin.LoggedInAsync(host, device: 2);

        await one.AskAsync(KeepAlive);

        Assert.Equal(0, host.Judge.Look().OverlapEvents);
    }

    [Fact]
    public void What_the_kernel_held_when_the_login_was_accepted_is_not_late_and_what_comes_after_it_is()
    {
        using var pair = new ConnectedPair();
        var judge = new DeviceJudge(1, "127.0.0.1", new WireClock(TimeProvider.System));
        var old = pair.Judged("old");
        var fresh = pair.Judged("fresh");
        judge.Opened(old);
        judge.Opened(fresh);
        judge.Accepted(old, 1, "admin");

        pair.Arrive(100);
        judge.Accepted(fresh, 2, "admin");
        pair.Arrive(10);
        var read = judge.Receive(old, new byte[1000]);

        var sight = judge.Look(TimeSpan.FromSeconds(1));
        Assert.Equal((110, 1L, 10L), (read, sight.OverlapEvents, sight.OverlapBytes));
    }

    [Fact]
    public void What_was_held_is_forgiven_once_and_not_again_by_a_later_login()
    {
        using var pair = new ConnectedPair();
        var judge = new DeviceJudge(1, "127.0.0.1", new WireClock(TimeProvider.System));
        var old = pair.Judged("old");
        judge.Opened(old);
        judge.Accepted(old, 1, "admin");
        judge.Accepted(pair.Judged("second"), 2, "admin");

        pair.Arrive(7);
        judge.Accepted(pair.Judged("third"), 3, "admin");
        judge.Receive(old, new byte[1000]);

        Assert.Equal(7, judge.Look(TimeSpan.FromSeconds(1)).OverlapBytes);
    }

    private static async Task LogoutAsync(SimulatorHost host, RawConnection control)
    {
        var session = Convert.ToHexString(BitConverter.GetBytes(host.Devices[0].OpenSessionIds().Single()));
        await control.AskAsync($"0a000000 00000000 {session}");
    }
}

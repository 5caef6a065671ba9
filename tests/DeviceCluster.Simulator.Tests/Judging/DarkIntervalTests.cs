using System.Net.Sockets;
using DeviceCluster.Simulator.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Simulator.Tests.Judging;

public class DarkIntervalTests
{
    private const string KeepAlive = "a1000000";

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_device_is_dark_from_the_last_byte_of_its_session_to_the_next_login()
    {
        await using var host = await StartAsync();
        using var old = await RawLogin.LoggedInAsync(host);
        _time.Advance(TimeSpan.FromSeconds(10));
        await old.AskAsync(KeepAlive);
        var lastByte = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(3));
        await ResetAsync(host, old);
        _time.Advance(TimeSpan.FromSeconds(9));

        using var fresh = await RawLogin.LoggedInAsync(host);

        var dark = host.Judge.Look().LongestDark!;
        Assert.Equal((1, lastByte, _time.GetUtcNow(), 12.0), (dark.Device, dark.From, dark.Until, dark.Seconds));
        Assert.Equal((lastByte.AddSeconds(3), "Aborted"), (dark.EndedAt, dark.Ended));
    }

    [Fact]
    public async Task A_logout_is_the_last_byte_so_an_orderly_change_over_is_dark_for_as_long_as_it_took()
    {
        await using var host = await StartAsync();
        using var old = await RawLogin.LoggedInAsync(host);
        _time.Advance(TimeSpan.FromSeconds(20));
        await old.AskAsync("0a000000");
        _time.Advance(TimeSpan.FromSeconds(2));

        using var fresh = await RawLogin.LoggedInAsync(host);

        var dark = host.Judge.Look().LongestDark!;
        Assert.Equal((2.0, "Logout"), (dark.Seconds, dark.Ended));
    }

    [Fact]
    public async Task A_device_that_nobody_has_come_back_to_is_dark_now()
    {
        await using var host = await StartAsync();
        using (var old = await RawLogin.LoggedInAsync(host, device: 2))
            await ResetAsync(host, old, device: 2);
        using var well = await RawLogin.LoggedInAsync(host, device: 1);
        _time.Advance(TimeSpan.FromSeconds(25));
        await well.AskAsync(KeepAlive);

        var sight = host.Judge.Look();

        var dark = Assert.Single(sight.DarkNow);
        Assert.Equal((2, 25.0, null), (dark.Device, dark.Seconds, dark.Until));
        Assert.Equal((1, 1, 25.0), (sight.WithSession, sight.Alive, sight.LongestDark!.Seconds));
    }

    [Fact]
    public async Task A_session_that_is_open_but_not_heard_is_not_alive()
    {
        await using var host = await StartAsync();
        using var client = await RawLogin.LoggedInAsync(host, device: 1);

        _time.Advance(TimeSpan.FromSeconds(4));
        var soon = host.Judge.Look(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(4));
        var late = host.Judge.Look(TimeSpan.FromSeconds(5));

        Assert.Equal([(1, 1), (1, 0)], new[] { soon, late }.Select(sight => (sight.WithSession, sight.Alive)));
        Assert.Equal(8.0, Assert.Single(late.DarkNow).Seconds);
    }

    [Fact]
    public async Task The_longest_counts_from_the_mark_and_a_dark_time_under_way_keeps_its_beginning()
    {
        await using var host = await StartAsync();
        using var first = await RawLogin.LoggedInAsync(host);
        await ResetAsync(host, first);
        _time.Advance(TimeSpan.FromSeconds(40));
        using var second = await RawLogin.LoggedInAsync(host);
        var before = host.Judge.Look().LongestDark!.Seconds;
        await ResetAsync(host, second);
        _time.Advance(TimeSpan.FromSeconds(5));

        host.Judge.Mark();
        _time.Advance(TimeSpan.FromSeconds(1));
        using var third = await RawLogin.LoggedInAsync(host);

        Assert.Equal((40.0, 6.0), (before, host.Judge.Look().LongestDark!.Seconds));
    }

    [Fact]
    public async Task A_session_that_ended_without_a_logout_is_lost()
    {
        await using var host = await StartAsync();
        using (var reset = await RawLogin.LoggedInAsync(host, device: 1))
            await ResetAsync(host, reset, device: 1);
        using var orderly = await RawLogin.LoggedInAsync(host, device: 2);
        await orderly.AskAsync("0a000000");

        Assert.Equal((1L, 1L), (host.Judge.Look().Logouts, host.Judge.Look().SessionsLost));
        host.Judge.Mark();
        Assert.Equal((0L, 0L), (host.Judge.Look().Logouts, host.Judge.Look().SessionsLost));
    }

    [Fact]
    public async Task Logins_count_from_the_mark_and_overlaps_for_ever()
    {
        await using var host = await StartAsync();
        using var old = await RawLogin.LoggedInAsync(host);
        using var fresh = await RawLogin.LoggedInAsync(host);
        await old.AskAsync(KeepAlive);

        host.Judge.Mark();
        using var wrong = await RawConnection.OpenAsync(host);
        await wrong.LoginAsync("wrong");

        var sight = host.Judge.Look();
        Assert.Equal((0L, 1L, 1L), (sight.LoginsAccepted, sight.LoginsRefused, sight.OverlapEvents));
    }

    [Fact]
    public async Task A_session_is_told_with_its_times_its_bytes_and_its_end()
    {
        await using var host = await StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);
        var accepted = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(2));
        await client.AskAsync(KeepAlive);
        _time.Advance(TimeSpan.FromSeconds(70));

        var session = Assert.Single(host.Judge.Device(1).Sessions!);

        Assert.Equal((accepted, accepted.AddSeconds(2), 32L, 0L), (session.AcceptedAt, session.LastByteAt, session.ControlBytes, session.MediaBytes));
        Assert.Equal(("admin", "TimedOut", client.Socket.LocalEndPoint!.ToString()), (session.User, session.Ended, session.From));
        Assert.InRange(session.EndedAt!.Value, accepted.AddSeconds(60), accepted.AddSeconds(72));
    }

    private Task<SimulatorHost> StartAsync() => Fleet.StartAsync(options => options with { Devices = 2, Time = _time });

    private static async Task ResetAsync(SimulatorHost host, RawConnection client, int device = 1)
    {
        client.Socket.LingerState = new LingerOption(true, 0);
        client.Dispose();
        await Limit.UntilAsync(() => host.Devices[device - 1].Facts.OpenConnections == 0, "the reset");
    }
}

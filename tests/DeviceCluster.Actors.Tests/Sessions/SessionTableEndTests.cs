using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Sessions;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeviceCluster.Actors.Tests.Sessions;

/// <summary>Every logout is made, however long it hangs and whoever else waits, and the end of the node makes them all.</summary>
public sealed class SessionTableEndTests : SessionTableFixture
{
    [Fact]
    public async Task A_logout_is_told_when_it_is_over()
    {
        Login(1, 1);
        await ExpectMsgAsync<SessionNews>();

        Table.Logout(Gate, new SessionClaim(TestActor, 1, 1));

        Assert.Equal(1, Assert.IsType<SessionInput.LoggedOut>((await ExpectMsgAsync<SessionNews>()).Input).Generation);
        Assert.Equal(1, Sdk.Logins.Single().Logouts);
        Assert.True(Login(1, 2));
    }

    [Fact]
    public async Task A_logout_of_nothing_is_over_at_once()
    {
        Table.Logout(Gate, new SessionClaim(TestActor, 1, 1));

        Assert.IsType<SessionInput.LoggedOut>((await ExpectMsgAsync<SessionNews>()).Input);
    }

    [Fact]
    public async Task A_logout_that_hangs_is_counted_and_told_as_over()
    {
        using var go = new ManualResetEventSlim();
        Login(1, 1);
        await ExpectMsgAsync<SessionNews>();
        Sdk.Logins.Single().OnLogout = go.Wait;
        Table.Logout(Gate, new SessionClaim(TestActor, 1, 1));
        await Limits.UntilAsync(() => Lanes.Logout.Figures().Busy == 1);

        Time.Advance(new SessionSettings().LogoutDeadline);

        Assert.IsType<SessionInput.LoggedOut>((await ExpectMsgAsync<SessionNews>()).Input);
        Assert.Equal(1, Table.Figures().LogoutsFailed);
        go.Set();
    }

    [Fact]
    public async Task A_logout_that_hangs_keeps_its_login_in_the_table_until_it_returns()
    {
        using var go = new ManualResetEventSlim();
        Login(1, 1);
        await ExpectMsgAsync<SessionNews>();
        Sdk.Logins.Single().OnLogout = go.Wait;
        Table.Logout(Gate, new SessionClaim(TestActor, 1, 1));
        await Limits.UntilAsync(() => Lanes.Logout.Figures().Busy == 1);
        Time.Advance(new SessionSettings().LogoutDeadline);
        await ExpectMsgAsync<SessionNews>();

        Assert.Equal(1, Table.Figures().Leaving);
        Assert.False(Login(1, 2), "the handle is not gone yet");
        var drained = Table.DrainAsync(Limits.Patience);
        Assert.False(drained.IsCompleted);

        go.Set();
        Assert.Equal(0, await drained);
    }

    [Fact]
    public async Task Logouts_of_200_silent_devices_are_all_made_however_long_they_wait_for_a_thread()
    {
        using var go = new ManualResetEventSlim();
        for (var device = 0; device < 200; device++)
            Table.TryLogin(new DeviceId($"d{device}"), Target, new Secret("x"), new SessionClaim(TestActor, 1, 1), out _);
        await Limits.UntilAsync(() => Table.Figures().Live == 200);
        foreach (var login in Sdk.Logins)
            login.OnLogout = go.Wait;
        var drained = Table.DrainAsync(TimeSpan.FromHours(1));
        await Limits.UntilAsync(() => Lanes.Logout.Figures() is { Busy: 32, Queued: 168 });

        Time.Advance(new SessionSettings().LogoutDeadline);
        await Limits.UntilAsync(() => Lanes.Logout.Figures() is { Stuck: 32 });
        Assert.Equal(200, Table.Figures().Leaving);
        go.Set();

        Assert.Equal(0, await drained);
        Assert.All(Sdk.Logins, login => Assert.Equal(1, login.Logouts));
        await Limits.UntilAsync(() => Table.Figures().LogoutsFailed == 32);
    }

    [Fact]
    public async Task A_logout_that_the_lane_has_no_room_for_is_made_later()
    {
        using var go = new ManualResetEventSlim();
        using var lanes = new NativeLanes(Time) { Logout = new NativeLane("logout", maxThreads: 1, maxQueued: 1, Time, deadlineFromStart: true) };
        var table = new SessionTable(Sdk, lanes, new SessionSettings(), Time, NullLogger<SessionTable>.Instance, new NoFence());
        for (var device = 0; device < 4; device++)
            table.TryLogin(new DeviceId($"d{device}"), Target, new Secret("x"), new SessionClaim(TestActor, 1, 1), out _);
        await Limits.UntilAsync(() => table.Figures().Live == 4);
        var running = lanes.Logout.RunAsync(go.Wait, TimeSpan.FromHours(1));
        await Limits.UntilAsync(() => lanes.Logout.Figures().Busy == 1);

        var drained = table.DrainAsync(TimeSpan.FromHours(1));
        Assert.Equal(3, lanes.Logout.Figures().Refused);
        go.Set();
        await running;

        await Limits.UntilAsync(() =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(250));
            return drained.IsCompleted;
        });
        Assert.Equal(0, await drained);
        Assert.All(Sdk.Logins, login => Assert.Equal(1, login.Logouts));
        Assert.Equal(0, table.Figures().LogoutsFailed);
    }

    [Fact]
    public async Task The_end_of_the_node_logs_all_out_and_lets_none_in()
    {
        for (var device = 0; device < 40; device++)
            Table.TryLogin(new DeviceId($"d{device}"), Target, new Secret("x"), new SessionClaim(TestActor, 1, 1), out _);
        await Limits.UntilAsync(() => Table.Figures().Live == 40);

        var left = await Table.DrainAsync(Limits.Patience);

        Assert.Equal(0, left);
        Assert.All(Sdk.Logins, login => Assert.Equal(1, login.Logouts));
        Assert.False(Login(1, 1));
    }

    [Fact]
    public async Task The_end_of_the_node_waits_for_logins_under_way_and_says_what_was_left()
    {
        using var go = new ManualResetEventSlim();
        Sdk.OnLogin = go.Wait;
        Login(1, 1);
        await Limits.UntilAsync(() => !Sdk.Requests.IsEmpty);

        var drained = Table.DrainAsync(TimeSpan.FromSeconds(10));
        Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(1, await drained);
        go.Set();
        await Limits.UntilAsync(() => Sdk.Logins.SingleOrDefault()?.Logouts == 1);
    }

    [Fact]
    public async Task A_login_that_lost_its_owner_is_logged_out_and_counted()
    {
        Table.Leaked(77);

        await Limits.UntilAsync(() => Sdk.LoggedOutLeaks.SingleOrDefault() == 77);
        Assert.Equal(1, Table.Figures().Leaked);
    }
}

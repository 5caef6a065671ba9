using Akka.TestKit.Xunit2;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Sessions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Actors.Tests.Sessions;

/// <summary>No native login is ever forgotten, and none is held twice.</summary>
public sealed class SessionTableTests : TestKit
{
    private static readonly DeviceId Gate = new("gate");
    private static readonly LoginTarget Target = new(new DeviceAddress("10.0.0.7"), "admin", 1);

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedSdk _sdk = new();
    private readonly NativeLanes _lanes;
    private readonly SessionTable _table;

    public SessionTableTests()
        : base("akka.actor.serialize-messages = on")
    {
        _lanes = new NativeLanes(_time);
        _table = new SessionTable(_sdk, _lanes, new SessionSettings(), _time, NullLogger<SessionTable>.Instance, new NoFence());
    }

    [Fact]
    public async Task A_login_is_told_to_the_incarnation_that_asked()
    {
        Assert.True(Login(incarnation: 7, generation: 3));

        var news = await ExpectMsgAsync<SessionNews>();
        Assert.Equal(7, news.Incarnation);
        Assert.Equal(3, Assert.IsType<SessionInput.LoginSucceeded>(news.Input).Generation);
        Assert.NotNull(_table.Find(Gate, 7, 3));
    }

    [Fact]
    public async Task A_device_has_one_login_in_flight()
    {
        using var go = new ManualResetEventSlim();
        _sdk.OnLogin = go.Wait;
        Login(1, 1);

        Assert.False(Login(1, 2));

        go.Set();
        await ExpectMsgAsync<SessionNews>();
        Assert.Single(_sdk.Requests);
    }

    [Fact]
    public async Task A_live_login_survives_its_entity_and_is_taken_over_without_a_login()
    {
        Login(1, 1);
        await ExpectMsgAsync<SessionNews>();
        _table.Abandon(Gate, 1);
        Assert.Equal([Gate], _table.Unclaimed());

        var left = _table.Inherit(Gate, TestActor, 2);

        Assert.True(left.Live);
        Assert.Equal(1, left.Generation);
        Assert.Empty(_table.Unclaimed());
        Assert.Single(_sdk.Requests);
        Assert.Equal(0, _sdk.Logins.Single().Logouts);
    }

    [Fact]
    public async Task A_login_that_returns_after_its_entity_has_gone_is_the_next_ones()
    {
        using var go = new ManualResetEventSlim();
        _sdk.OnLogin = go.Wait;
        Login(1, 1);
        _table.Abandon(Gate, 1);

        var left = _table.Inherit(Gate, TestActor, 2);

        Assert.False(left.Live);
        Assert.NotNull(left.Entry);
        go.Set();
        Assert.Equal(2, (await ExpectMsgAsync<SessionNews>()).Incarnation);
    }

    [Fact]
    public async Task A_failure_that_nobody_heard_of_is_kept_for_the_next_incarnation()
    {
        _sdk.OnLogin = () => throw new InvalidOperationException("broken");
        using var abandoned = new ManualResetEventSlim();
        _sdk.OnLogin = () =>
        {
            abandoned.Wait();
            throw new InvalidOperationException("broken");
        };
        Login(1, 1);
        _table.Abandon(Gate, 1);
        abandoned.Set();
        await Limits.UntilAsync(() => _table.Figures().Failed == 1);

        Assert.Equal("broken", _table.Inherit(Gate, TestActor, 2).Failure?.Words);
        Assert.Null(_table.Inherit(Gate, TestActor, 3).Failure);
    }

    [Fact]
    public async Task An_overdue_login_is_told_and_what_it_brings_is_logged_out()
    {
        using var go = new ManualResetEventSlim();
        _sdk.OnLogin = go.Wait;
        Login(1, 1);
        await Limits.UntilAsync(() => !_sdk.Requests.IsEmpty);

        _time.Advance(new SessionSettings().LoginDeadline);

        Assert.IsType<SessionInput.LoginOverdue>((await ExpectMsgAsync<SessionNews>()).Input);
        Assert.False(Login(1, 2), "the overdue call is still under way");
        go.Set();
        await Limits.UntilAsync(() => _sdk.Logins.SingleOrDefault()?.Logouts == 1);
        await Limits.UntilAsync(() => _table.Figures() is { LateLogouts: 1, Leaving: 0, Live: 0 });
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_login_given_up_while_under_way_is_logged_out_when_it_returns()
    {
        using var go = new ManualResetEventSlim();
        _sdk.OnLogin = go.Wait;
        Login(1, 1);
        await Limits.UntilAsync(() => !_sdk.Requests.IsEmpty);

        _table.Abort(Gate, new SessionClaim(TestActor, 1, 1));
        go.Set();

        await Limits.UntilAsync(() => _sdk.Logins.SingleOrDefault()?.Logouts == 1);
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_logout_is_told_when_it_is_over()
    {
        Login(1, 1);
        await ExpectMsgAsync<SessionNews>();

        _table.Logout(Gate, new SessionClaim(TestActor, 1, 1));

        Assert.Equal(1, Assert.IsType<SessionInput.LoggedOut>((await ExpectMsgAsync<SessionNews>()).Input).Generation);
        Assert.Equal(1, _sdk.Logins.Single().Logouts);
        Assert.True(Login(1, 2));
    }

    [Fact]
    public async Task A_logout_of_nothing_is_over_at_once()
    {
        _table.Logout(Gate, new SessionClaim(TestActor, 1, 1));

        Assert.IsType<SessionInput.LoggedOut>((await ExpectMsgAsync<SessionNews>()).Input);
    }

    [Fact]
    public async Task A_logout_that_hangs_is_counted_and_told_as_over()
    {
        using var go = new ManualResetEventSlim();
        Login(1, 1);
        await ExpectMsgAsync<SessionNews>();
        _sdk.Logins.Single().OnLogout = go.Wait;
        _table.Logout(Gate, new SessionClaim(TestActor, 1, 1));
        await Limits.UntilAsync(() => _lanes.Logout.Figures().Busy == 1);

        _time.Advance(new SessionSettings().LogoutDeadline);

        Assert.IsType<SessionInput.LoggedOut>((await ExpectMsgAsync<SessionNews>()).Input);
        Assert.Equal(1, _table.Figures().LogoutsFailed);
        go.Set();
    }

    [Fact]
    public async Task A_logout_that_hangs_keeps_its_login_in_the_table_until_it_returns()
    {
        using var go = new ManualResetEventSlim();
        Login(1, 1);
        await ExpectMsgAsync<SessionNews>();
        _sdk.Logins.Single().OnLogout = go.Wait;
        _table.Logout(Gate, new SessionClaim(TestActor, 1, 1));
        await Limits.UntilAsync(() => _lanes.Logout.Figures().Busy == 1);
        _time.Advance(new SessionSettings().LogoutDeadline);
        await ExpectMsgAsync<SessionNews>();

        Assert.Equal(1, _table.Figures().Leaving);
        Assert.False(Login(1, 2), "the handle is not gone yet");
        var drained = _table.DrainAsync(Limits.Patience);
        Assert.False(drained.IsCompleted);

        go.Set();
        Assert.Equal(0, await drained);
    }

    [Fact]
    public async Task Logouts_of_200_silent_devices_are_all_made_however_long_they_wait_for_a_thread()
    {
        using var go = new ManualResetEventSlim();
        for (var device = 0; device < 200; device++)
            _table.TryLogin(new DeviceId($"d{device}"), Target, new Secret("x"), new SessionClaim(TestActor, 1, 1), out _);
        await Limits.UntilAsync(() => _table.Figures().Live == 200);
        foreach (var login in _sdk.Logins)
            login.OnLogout = go.Wait;
        var drained = _table.DrainAsync(TimeSpan.FromHours(1));
        await Limits.UntilAsync(() => _lanes.Logout.Figures() is { Busy: 32, Queued: 168 });

        _time.Advance(new SessionSettings().LogoutDeadline);
        await Limits.UntilAsync(() => _lanes.Logout.Figures() is { Stuck: 32 });
        Assert.Equal(200, _table.Figures().Leaving);
        go.Set();

        Assert.Equal(0, await drained);
        Assert.All(_sdk.Logins, login => Assert.Equal(1, login.Logouts));
        await Limits.UntilAsync(() => _table.Figures().LogoutsFailed == 32);
    }

    [Fact]
    public async Task A_logout_that_the_lane_has_no_room_for_is_made_later()
    {
        using var go = new ManualResetEventSlim();
        using var lanes = new NativeLanes(_time) { Logout = new NativeLane("logout", maxThreads: 1, maxQueued: 1, _time, deadlineFromStart: true) };
        var table = new SessionTable(_sdk, lanes, new SessionSettings(), _time, NullLogger<SessionTable>.Instance, new NoFence());
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
            _time.Advance(TimeSpan.FromMilliseconds(250));
            return drained.IsCompleted;
        });
        Assert.Equal(0, await drained);
        Assert.All(_sdk.Logins, login => Assert.Equal(1, login.Logouts));
        Assert.Equal(0, table.Figures().LogoutsFailed);
    }

    [Fact]
    public async Task A_lost_login_is_told_once_and_let_go_without_a_word()
    {
        Login(1, 1);
        await ExpectMsgAsync<SessionNews>();
        var entry = _table.Find(Gate, 1, 1);

        _table.Lose(_sdk.Logins.Single().Id);
        _table.Lose(_sdk.Logins.Single().Id);

        Assert.IsType<SessionInput.Lost>((await ExpectMsgAsync<SessionNews>()).Input);
        await Limits.UntilAsync(() => _sdk.Logins.Single().Aborts == 1);
        Assert.True(entry!.Ending.IsCancellationRequested);
        Assert.Equal(0, _sdk.Logins.Single().Logouts);
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_loss_that_comes_before_its_login_has_returned_is_not_missed()
    {
        _sdk.OnLogin = () => _table.Lose(1);

        Login(1, 1);

        Assert.IsType<SessionInput.LoginSucceeded>((await ExpectMsgAsync<SessionNews>()).Input);
        Assert.IsType<SessionInput.Lost>((await ExpectMsgAsync<SessionNews>()).Input);
    }

    [Fact]
    public async Task An_unclaimed_login_that_is_lost_is_let_go_too()
    {
        Login(1, 1);
        await ExpectMsgAsync<SessionNews>();
        _table.Abandon(Gate, 1);

        _table.Lose(_sdk.Logins.Single().Id);

        await Limits.UntilAsync(() => _sdk.Logins.Single().Aborts == 1);
        await Limits.UntilAsync(() => _table.Inherit(Gate, TestActor, 2).Entry is null);
    }

    [Fact]
    public async Task The_end_of_the_node_logs_all_out_and_lets_none_in()
    {
        for (var device = 0; device < 40; device++)
            _table.TryLogin(new DeviceId($"d{device}"), Target, new Secret("x"), new SessionClaim(TestActor, 1, 1), out _);
        await Limits.UntilAsync(() => _table.Figures().Live == 40);

        var left = await _table.DrainAsync(Limits.Patience);

        Assert.Equal(0, left);
        Assert.All(_sdk.Logins, login => Assert.Equal(1, login.Logouts));
        Assert.False(Login(1, 1));
    }

    [Fact]
    public async Task The_end_of_the_node_waits_for_logins_under_way_and_says_what_was_left()
    {
        using var go = new ManualResetEventSlim();
        _sdk.OnLogin = go.Wait;
        Login(1, 1);
        await Limits.UntilAsync(() => !_sdk.Requests.IsEmpty);

        var drained = _table.DrainAsync(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(1, await drained);
        go.Set();
        await Limits.UntilAsync(() => _sdk.Logins.SingleOrDefault()?.Logouts == 1);
    }

    [Fact]
    public async Task A_login_that_lost_its_owner_is_logged_out_and_counted()
    {
        _table.Leaked(77);

        await Limits.UntilAsync(() => _sdk.LoggedOutLeaks.SingleOrDefault() == 77);
        Assert.Equal(1, _table.Figures().Leaked);
    }

    protected override void AfterAll()
    {
        _lanes.Dispose();
        base.AfterAll();
    }

    private bool Login(long incarnation, long generation) =>
        _table.TryLogin(Gate, Target, new Secret("secret"), new SessionClaim(TestActor, incarnation, generation), out _);
}

using Akka.Actor;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Fencing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Actors.Tests.Fencing;

/// <summary>What may stand, what is ended, and when the watchdog is fed; step by step, without a thread.</summary>
public sealed class FenceGuardTests : IDisposable
{
    private const string Here = "a:4053#1";
    private static readonly DeviceId Gate = new("gate");
    private static readonly string Shard = FenceRig.Shard(Gate);

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedSdk _sdk = new();
    private readonly FenceBook _book = new(FencePolicy.Default);
    private readonly FenceCounters _counters = new();
    private readonly NativeLanes _lanes;
    private readonly SessionTable _table;
    private readonly FenceWatchdog _watchdog;
    private readonly List<string> _ends = [];

    public FenceGuardTests()
    {
        _lanes = new NativeLanes(_time);
        _table = new SessionTable(_sdk, _lanes, new SessionSettings(), _time, NullLogger<SessionTable>.Instance, new NoFence());
        _watchdog = new FenceWatchdog(() => _sdk.ArmWatchdog(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(12)), NullLogger<FenceWatchdog>.Instance);
        _watchdog.Arm();
        _book.Enter(Shard);
        _book.Take(new FenceRow(Shard, null, 0, 0), Now);
    }

    private TimeSpan Now => _time.Monotonic();

    private int Feeds => _sdk.Watchdog!.Feeds;

    [Fact]
    public async Task The_watchdog_is_fed_while_the_other_vouches_and_no_longer()
    {
        var guard = Guard();
        await OnlineAsync();
        See(vouched: true);
        guard.Step();
        Assert.Equal(1, Feeds);

        _time.Advance(TimeSpan.FromSeconds(3.1));
        See(vouched: false);
        guard.Step();

        Assert.Equal(1, Feeds);
        Assert.Equal(0, _sdk.Logins.Single().Aborts);
    }

    [Fact]
    public void A_node_with_nothing_open_is_fed_without_a_vouch()
    {
        See(vouched: false);

        Guard().Step();

        Assert.Equal(1, Feeds);
    }

    [Fact]
    public async Task At_eighty_seconds_without_a_beat_sessions_end_without_a_word()
    {
        var guard = Guard();
        await OnlineAsync();
        _time.Advance(TimeSpan.FromSeconds(79.9));
        See(vouched: true, size: 4);
        guard.Step();
        Assert.Equal(0, _counters.Closed);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        guard.Step();

        await Limits.UntilAsync(() => _sdk.Logins.Single().Aborts == 1);
        Assert.Equal((0, 1L), (_sdk.Logins.Single().Logouts, _counters.Closed));
    }

    [Fact]
    public async Task With_most_of_the_nodes_behind_they_stand()
    {
        var guard = Guard();
        await OnlineAsync();
        _time.Advance(TimeSpan.FromMinutes(20));
        See(vouched: true, size: 3);

        guard.Step();

        Assert.Equal((0L, 1), (_counters.Closed, Feeds));
    }

    [Fact]
    public async Task A_login_under_way_that_may_not_be_held_is_left_to_the_watchdog_until_it_has_returned()
    {
        using var go = new ManualResetEventSlim();
        _sdk.OnLogin = go.Wait;
        var guard = Guard();
        Assert.True(Login());
        await Limits.UntilAsync(() => !_sdk.Requests.IsEmpty);
        _time.Advance(TimeSpan.FromSeconds(80));
        See(vouched: true, size: 4);

        guard.Step();
        guard.Step();
        Assert.Equal(0, Feeds);

        go.Set();
        await Limits.UntilAsync(() => _table.OpenShards().Count == 0);
        guard.Step();
        Assert.Equal((1, 1), (Feeds, _sdk.Logins.Single().Aborts));
    }

    [Fact]
    public async Task The_row_of_a_logout_that_hangs_is_beaten_no_more_and_then_the_process_ends()
    {
        using var go = new ManualResetEventSlim();
        var guard = Guard();
        await OnlineAsync();
        _sdk.Logins.Single().OnLogout = go.Wait;
        _table.Forget(Gate);
        await Limits.UntilAsync(() => _lanes.Logout.Figures().Busy == 1);
        Assert.Equal([Shard], _book.ToBeat());

        _time.Advance(TimeSpan.FromSeconds(8));
        See(vouched: true);
        guard.Step();
        Assert.Empty(_book.ToBeat());
        Assert.Empty(_ends);

        _time.Advance(TimeSpan.FromSeconds(52));
        See(vouched: true);
        guard.Step();
        Assert.Equal(["the native call that ends the login of device gate has not returned for 60 s"], _ends);
        go.Set();
    }

    [Fact]
    public async Task A_process_that_was_told_to_end_is_not_fed_any_more()
    {
        using var go = new ManualResetEventSlim();
        var guard = Guard();
        await OnlineAsync();
        _sdk.Logins.Single().OnLogout = go.Wait;
        _table.Forget(Gate);
        await Limits.UntilAsync(() => _lanes.Logout.Figures().Busy == 1);
        _time.Advance(TimeSpan.FromSeconds(60));
        See(vouched: true);
        guard.Step();

        guard.Step();

        Assert.Equal((0, 1), (Feeds, _ends.Count));
        go.Set();
    }

    [Fact]
    public async Task A_login_that_nobody_wants_and_that_does_not_return_counts_like_a_logout_that_hangs()
    {
        using var go = new ManualResetEventSlim();
        _sdk.OnLogin = go.Wait;
        Login();
        await Limits.UntilAsync(() => !_sdk.Requests.IsEmpty);
        _table.Forget(Gate);
        _time.Advance(TimeSpan.FromSeconds(60));
        See(vouched: true);

        Guard().Step();

        Assert.Single(_ends);
        go.Set();
    }

    [Fact]
    public void A_node_that_the_others_have_gone_on_without_ends()
    {
        See(vouched: false);
        _time.Advance(TimeSpan.FromSeconds(30));
        See(vouched: false);

        Guard().Step();

        Assert.Equal(["no majority of its cluster has vouched for this node for 30 s: the others have gone on without it"], _ends);
    }

    public void Dispose() => _lanes.Dispose();

    private FenceGuard Guard() => new(_book, _table, _watchdog, _counters, FencePolicy.Default, _time) { CanAbort = true, EndProcess = _ends.Add };

    /// <summary>Two are Up; the other has the lower address, so this one needs its vouch.</summary>
    private void See(bool vouched, int size = 2)
    {
        FenceMember[] members = [new(Here, FenceStanding.Up, Reachable: true), new("A:1#1", FenceStanding.Up, Reachable: true)];
        var sight = _book.Sight.Self == Here && _book.Sight.Size == size ? _book.Sight : new ClusterSight(Here, size, FencePolicy.Default);
        sight = sight.See([.. members], Now);
        _book.Sight = vouched ? sight.Hear("A:1#1", Now, [], Now).See([.. members], Now) : sight;
    }

    private bool Login() => _table.TryLogin(
        Gate, new LoginTarget(new DeviceAddress("10.0.0.7"), "admin", 1), new Secret("secret"), new SessionClaim(ActorRefs.Nobody, 1, 1), out _);

    private async Task OnlineAsync()
    {
        Assert.True(Login());
        await Limits.UntilAsync(() => _table.Figures().Live == 1);
    }
}

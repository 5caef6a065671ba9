using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Fencing;
using DeviceCluster.Testing.Postgres;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Fencing;

/// <summary>The database stands still, or the node did.</summary>
public sealed class FenceOutageTests(FenceDatabase database, ITestOutputHelper output) : IClassFixture<FenceDatabase>
{
    private static readonly DeviceId Gate = new("gate");
    private static readonly string Shard = FenceRig.Shard(Gate);

    // The test's clock leaps; a vouch outlives its leaps.
    private static readonly FencePolicy Patient = FencePolicy.Default with
    {
        VouchFor = TimeSpan.FromMinutes(20),
        RefusedFor = TimeSpan.FromMinutes(30),
        RemovedFor = TimeSpan.FromMinutes(31),
        StuckFor = TimeSpan.FromMinutes(32),
    };

    [Fact]
    public async Task A_database_that_stands_still_for_long_costs_a_node_with_the_others_behind_it_no_session_and_lets_none_in()
    {
        await using var server = await PostgresServer.StartAsync();
        var connection = await server.CreateDatabaseAsync("fence");
        FenceTables.Make(connection);
        var clock = new FakeTimeProvider();
        await using var rig = await FenceRig.StartAsync(connection, output, size: 1, clock: clock, policy: Patient);
        var login = await rig.OnlineAsync(Gate);

        server.Freeze();
        clock.Advance(TimeSpan.FromMinutes(10));
        await Limits.UntilAsync(() => rig.Figures.Trouble.Length > 0);
        await Limits.UntilAsync(() => rig.Figures.Voices == 1 && rig.Fence.Holds(Shard));

        Assert.Equal((0, 0), (login.Aborts, login.Logouts));
        Assert.False(rig.Fence.MayLogin(Shard, out var why));
        Assert.Equal("the last beat of this node in the database is older than 70 s", why);

        server.Thaw();
        await OpensAsync(rig, clock);
        Assert.Equal((0, 0, ""), (login.Aborts, login.Logouts, rig.Figures.Trouble));
    }

    [Fact]
    public async Task A_database_that_stands_still_costs_a_node_alone_its_sessions_at_eighty_seconds()
    {
        await using var server = await PostgresServer.StartAsync();
        var connection = await server.CreateDatabaseAsync("fence");
        FenceTables.Make(connection);
        var clock = new FakeTimeProvider();
        await using var rig = await FenceRig.StartAsync(connection, output, size: 2, clock: clock, policy: Patient);
        var login = await rig.OnlineAsync(Gate);

        server.Freeze();
        clock.Advance(TimeSpan.FromSeconds(80));
        await Limits.UntilAsync(() => login.Aborts == 1);
        Assert.Equal(0, login.Logouts);

        server.Thaw();
        await OpensAsync(rig, clock);
        Assert.Equal(1, rig.Figures.Closed);
    }

    [Fact]
    public async Task The_watchdog_is_armed_with_the_first_row_and_fed_from_then_on()
    {
        await using var rig = await FenceRig.StartAsync(await database.FreshTableAsync(), output);
        await Limits.UntilAsync(() => rig.Figures.Voices == 1);
        Assert.Null(rig.Sdk.Watchdog);

        await rig.OnlineAsync(Gate);

        Assert.Equal((TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(12)), rig.Sdk.Watchdog!.ArmedFor);
        var feeds = rig.Sdk.Watchdog.Feeds;
        await Limits.UntilAsync(() => rig.Sdk.Watchdog.Feeds >= feeds + 2);
    }

    [Fact]
    public async Task A_watchdog_that_tripped_lets_nothing_in_until_a_beat_of_after_the_trip()
    {
        var clock = new FakeTimeProvider();
        await using var rig = await FenceRig.StartAsync(await database.FreshTableAsync(), output, clock: clock);
        await rig.HoldAsync(Gate);

        clock.Advance(TimeSpan.FromSeconds(1));
        rig.Sdk.Watchdog!.TripAt(clock.Monotonic());
        var feeds = rig.Sdk.Watchdog.Feeds;
        await Limits.UntilAsync(() => rig.Sdk.Watchdog.Feeds >= feeds + 2);

        Assert.False(rig.Fence.MayLogin(Shard, out var why));
        Assert.Equal("the watchdog tripped: this node was stopped or cut off, and waits for a beat in the database", why);
        Assert.False(rig.Fence.Holds(Shard));
        Assert.Equal((true, 1), (rig.Figures.Tripped, rig.Figures.Trips));

        clock.Advance(TimeSpan.FromSeconds(3));
        await Limits.UntilAsync(() => rig.Fence.MayLogin(Shard, out _));
    }

    [Fact]
    public async Task For_a_debugger_there_is_no_watchdog()
    {
        await using var rig = await FenceRig.StartAsync(await database.FreshTableAsync(), output, watchdog: false);

        await rig.OnlineAsync(Gate);

        Assert.Null(rig.Sdk.Watchdog);
        Assert.True(rig.Fence.MayLogin(Shard, out _));
    }

    [Fact]
    public async Task A_fence_that_ends_with_nothing_open_takes_its_watchdog_with_it()
    {
        var rig = await FenceRig.StartAsync(await database.FreshTableAsync(), output);
        await rig.HoldAsync(Gate);

        await rig.DisposeAsync();

        Assert.True(rig.Sdk.Watchdog!.IsDisposed);
    }

    private static Task OpensAsync(FenceRig rig, FakeTimeProvider clock) => Limits.UntilAsync(
        () =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(250));
            return rig.Fence.MayLogin(Shard, out _);
        },
        "the fence is open");
}

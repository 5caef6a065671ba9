using Akka.Cluster;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Fencing;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Fencing;

/// <summary>Two nodes of one cluster and one table.</summary>
public sealed class FenceClusterTests(FenceDatabase database, ITestOutputHelper output) : IClassFixture<FenceDatabase>
{
    private static readonly DeviceId Gate = new("gate");
    private static readonly string Shard = FenceRig.Shard(Gate);

    // The cluster's own times are as they are; what follows on them is shortened.
    private static readonly FencePolicy Short = FencePolicy.Default with
    {
        Trip = TimeSpan.FromSeconds(3),
        Kill = TimeSpan.FromSeconds(5),
        RefusedFor = TimeSpan.FromSeconds(7),
        RemovedFor = TimeSpan.FromSeconds(8),
    };

    [Fact]
    public async Task Nodes_vouch_for_each_other()
    {
        await using var first = await FenceRig.StartAsync(await database.FreshTableAsync(), output, size: 2);
        await using var second = await FenceRig.StartAsync(await database.FreshTableAsync(), output, size: 2, join: first);

        await Limits.UntilAsync(() => (first.Figures.Voices, second.Figures.Voices) == (2, 2));
        Assert.Equal((2, 2), (first.Figures.Counted, second.Figures.Counted));
    }

    [Fact]
    public async Task A_shard_that_moves_is_the_others_as_soon_as_its_last_login_is_gone()
    {
        var connection = await database.FreshTableAsync();
        await using var first = await FenceRig.StartAsync(connection, output, size: 2);
        await using var second = await FenceRig.StartAsync(connection, output, size: 2, join: first);
        await Limits.UntilAsync(() => second.Figures.Voices == 2);
        using var go = new ManualResetEventSlim();
        var login = await first.OnlineAsync(Gate);
        login.OnLogout = go.Wait;

        second.Fence.Enter(Shard);
        first.Fence.Leave(Shard);
        first.Table.Forget(Gate);
        await Limits.UntilAsync(
            () => !second.Fence.MayLogin(Shard, out var why) && why.StartsWith($"{first.Name} has the shard and is a member", StringComparison.Ordinal),
            "the words");
        go.Set();

        await Limits.UntilAsync(() => second.Fence.MayLogin(Shard, out _));
        Assert.Equal(1, login.Logouts);
    }

    [Fact]
    public async Task What_a_node_held_that_is_gone_is_the_others_when_its_watchdog_has_surely_ended_it()
    {
        var connection = await database.FreshTableAsync();
        await using var one = await FenceRig.StartAsync(connection, output, size: 2, policy: Short);
        await using var other = await FenceRig.StartAsync(connection, output, size: 2, join: one, policy: Short);
        await Limits.UntilAsync(() => (one.Figures.Agreeing, other.Figures.Agreeing) == (1, 1));
        // Of two the one with the lower address goes on.
        var (stays, goes) = one.Cluster.SelfAddress.Port < other.Cluster.SelfAddress.Port ? (one, other) : (other, one);
        await goes.OnlineAsync(Gate);
        stays.Fence.Enter(Shard);

        await goes.CrashAsync();

        await Limits.UntilAsync(() => stays.Fence.MayLogin(Shard, out _));
        Assert.Equal(stays.Name, FenceTables.Row(connection, Shard).Owner);
    }

    [Fact]
    public async Task What_a_node_held_that_is_gone_is_freed_also_where_nobody_wants_it()
    {
        var connection = await database.FreshTableAsync();
        await using var one = await FenceRig.StartAsync(connection, output, size: 2, policy: Short);
        await using var other = await FenceRig.StartAsync(connection, output, size: 2, join: one, policy: Short);
        await Limits.UntilAsync(() => (one.Figures.Agreeing, other.Figures.Agreeing) == (1, 1));
        var (stays, goes) = one.Cluster.SelfAddress.Port < other.Cluster.SelfAddress.Port ? (one, other) : (other, one);
        await goes.OnlineAsync(Gate);

        await goes.CrashAsync();

        await Limits.UntilAsync(() => FenceTables.Row(connection, Shard).Owner is null);
        Assert.Equal(0, stays.Figures.Held);
    }

    [Fact]
    public async Task A_node_that_left_in_order_leaves_its_rows_free()
    {
        var connection = await database.FreshTableAsync();
        await using var first = await FenceRig.StartAsync(connection, output, size: 2);
        var second = await FenceRig.StartAsync(connection, output, size: 2, join: first);
        await Limits.UntilAsync(() => second.Figures.Voices == 2);
        await second.HoldAsync(Gate);
        first.Fence.Enter(Shard);

        await second.Fence.DrainAsync(Limits.Patience);
        await second.DisposeAsync();

        await Limits.UntilAsync(() => first.Fence.MayLogin(Shard, out _));
        await Limits.UntilAsync(() => first.Cluster.State.Members.Count(member => member.Status == MemberStatus.Up) == 1);
        Assert.True(first.Fence.Holds(Shard));
    }
}

using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.SBR;
using DeviceCluster.Actors.Tests.Support;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Clustering;

/// <summary>How nodes find each other, and how it ends when they do not.</summary>
public sealed class JoiningTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly Nodes _nodes = new(output);
    private readonly int _first = Nodes.FreePort();
    private readonly int _second = Nodes.FreePort();
    private readonly int _third = Nodes.FreePort();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _nodes.StopAsync();

    [Fact]
    public async Task A_first_seed_is_a_cluster_at_once_and_the_others_join_it()
    {
        var first = await _nodes.StartAsync(_first, Membership(), hocon: Nodes.AllNew);
        await Limits.UntilAsync(() => StatusOf(first) == MemberStatus.Up);
        var second = await _nodes.StartAsync(_second, Membership());
        await Nodes.UntilOneClusterAsync(first, second);

        await Limits.UntilAsync(async () => (await first.Cluster.IsReadyAsync(CancellationToken.None)).Ready);
        await Limits.UntilAsync(async () => (await second.Cluster.IsReadyAsync(CancellationToken.None)).Ready);
        Assert.All(first.Cluster.Members(), member => Assert.True(member is { Reachable: true, Since: not null, Version: "0.1.0" }, $"{member}"));
    }

    [Fact]
    public async Task A_node_downs_and_takes_over_after_the_times_that_it_is_told()
    {
        var told = Membership() with { StableAfter = TimeSpan.FromSeconds(20), DownRemovalMargin = TimeSpan.FromSeconds(15) };
        var cluster = Cluster.Get((await _nodes.StartAsync(_first, told)).System);
        var usual = Cluster.Get((await _nodes.StartAsync(_second, Membership())).System);

        Assert.Equal((TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(15)), (StableAfterOf(cluster), cluster.DowningProvider.DownRemovalMargin));
        Assert.Equal((TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(1)), (StableAfterOf(usual), usual.DowningProvider.DownRemovalMargin));
    }

    [Fact]
    public async Task A_node_that_reaches_no_seed_ends_itself()
    {
        var node = await _nodes.StartAsync(_second, Membership() with { JoinLimit = TimeSpan.FromSeconds(2) });

        await Nodes.UntilEndedAsync(node);

        Assert.Equal(typeof(CoordinatedShutdown.ClusterJoinUnsuccessfulReason), Nodes.ReasonOfEnd(node));
    }

    [Fact]
    public async Task A_node_that_died_and_comes_again_under_its_name_is_a_member_at_once()
    {
        var first = await _nodes.StartAsync(_first, Membership(), hocon: Nodes.AllNew);
        var second = await _nodes.StartAsync(_second, Membership());
        var third = await _nodes.StartAsync(_third, Membership());
        await Nodes.UntilOneClusterAsync(first, second, third);

        await Nodes.KillAsync(third);
        var again = await _nodes.StartAsync(_third, Membership());

        await Nodes.UntilOneClusterAsync(first, second, again);
        Assert.Null(Nodes.ReasonOfEnd(first));
        Assert.Null(Nodes.ReasonOfEnd(second));
    }

    [Fact]
    public async Task Of_two_nodes_under_one_name_the_first_is_taken_out_and_the_second_has_its_place()
    {
        var (first, second, named, twin) = await TwoUnderOneNameAsync(TimeSpan.FromSeconds(60));

        await Nodes.UntilEndedAsync(named);
        await Nodes.UntilOneClusterAsync(first, second, twin);

        Assert.Equal(typeof(CoordinatedShutdown.ClusterDowningReason), Nodes.ReasonOfEnd(named));
        Assert.Null(Nodes.ReasonOfEnd(twin));
        Assert.Null(Nodes.ReasonOfEnd(first));
        Assert.Null(Nodes.ReasonOfEnd(second));
    }

    // It is let in only when it asks again, ten seconds later.
    [Fact]
    public async Task Of_two_nodes_under_one_name_none_stays_when_the_second_does_not_wait_until_the_first_is_out()
    {
        var (first, second, named, twin) = await TwoUnderOneNameAsync(TimeSpan.FromSeconds(5));

        await Task.WhenAll(Nodes.UntilEndedAsync(named), Nodes.UntilEndedAsync(twin));

        Assert.Equal(typeof(CoordinatedShutdown.ClusterDowningReason), Nodes.ReasonOfEnd(named));
        Assert.Equal(typeof(CoordinatedShutdown.ClusterJoinUnsuccessfulReason), Nodes.ReasonOfEnd(twin));
        Assert.Null(Nodes.ReasonOfEnd(first));
        Assert.Null(Nodes.ReasonOfEnd(second));
    }

    // Another address of loopback is another machine here. That one is found before it joins where its name leads to the first; here it does not ask.
    private async Task<(TestNode First, TestNode Second, TestNode Named, TestNode Twin)> TwoUnderOneNameAsync(TimeSpan joinLimit)
    {
        var first = await _nodes.StartAsync(_first, Membership(), hocon: Nodes.AllNew);
        var second = await _nodes.StartAsync(_second, Membership());
        var named = await _nodes.StartAsync(_third, Membership());
        await Nodes.UntilOneClusterAsync(first, second, named);

        var twin = await _nodes.StartAsync(
            _third,
            Membership() with { PublicHostName = "127.0.0.1", JoinLimit = joinLimit },
            settings => settings with { HostName = "127.0.0.2" });
        return (first, second, named, twin);
    }

    private static TimeSpan StableAfterOf(Cluster cluster) => new SplitBrainResolverSettings(cluster.System.Settings.Config).DowningStableAfter;

    private MembershipSettings Membership() => new() { Seeds = [$"127.0.0.1:{_first}", $"127.0.0.1:{_second}"], Size = 3 };

    private static MemberStatus StatusOf(TestNode node) => Cluster.Get(node.System).SelfMember.Status;
}

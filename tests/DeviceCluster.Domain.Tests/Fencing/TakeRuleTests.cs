using DeviceCluster.Domain.Fencing;
using static DeviceCluster.Domain.Tests.Fencing.Sights;

namespace DeviceCluster.Domain.Tests.Fencing;

/// <summary>When a row may be taken, and in which words it is waited for.</summary>
public class TakeRuleTests
{
    // B was unreachable from 5 s on, downed at 12 s, removed at 13 s.
    private static readonly ClusterSight BIsGone = Cluster(B, C)
        .See(5, Up(A), Lost(B), Up(C)).See(12, Up(A), Down(B), Up(C)).See(13, Up(A), Up(C));

    [Fact]
    public void A_free_row_is_taken() => Assert.True(Judge(Row(null), Cluster(B, C), 1).May);

    [Fact]
    public void A_row_of_this_very_start_is_its_own() => Assert.True(Judge(Row(A), Cluster(B, C), 1).May);

    [Fact]
    public void Nothing_is_taken_without_a_majority_behind()
    {
        var verdict = Judge(Row(null), Cluster(B, C).See(5, Up(A), Lost(B), Lost(C)), 5);

        Assert.Equal(new TakeVerdict(false, "this node waits until a majority of its cluster vouches for it"), verdict);
    }

    [Fact]
    public void A_member_is_waited_for_however_long_its_beat_stands_still()
    {
        var verdict = Judge(Row(B), Cluster(B, C).See(500, Up(A), Up(B), Up(C)).Vouch(At(500), C), 500);

        Assert.Equal($"{B} has the shard and is a member of the cluster; it is waited until it gives it back, or is removed", verdict.Why);
    }

    [Fact]
    public void A_removed_node_is_dumb_when_all_have_refused_it_for_twelve_seconds()
    {
        var told = BIsGone.Tell(At(14), C, B, since: 6);

        Assert.False(Judge(Row(B), told.Vouch(At(17.9), C).See(17.9, Up(A), Up(C)), 17.9).May);
        Assert.True(Judge(Row(B), told.Vouch(At(18), C).See(18, Up(A), Up(C)), 18).May);
    }

    [Fact]
    public void What_is_waited_for_is_said()
    {
        var verdict = Judge(Row(B), BIsGone.Tell(At(14), C, B, since: 6), 14);

        Assert.Equal(
            $"{B} had the shard and was removed from the cluster; its sessions have ended when the others have refused it for 12 s", verdict.Why);
    }

    [Fact]
    public void What_was_said_before_the_removal_may_have_been_thought_better_of()
    {
        var early = Cluster(B, C).See(5, Up(A), Lost(B), Up(C)).Tell(At(11), C, B, since: 0)
            .See(12, Up(A), Down(B), Up(C)).See(13, Up(A), Up(C)).Vouch(At(18), C).See(18, Up(A), Up(C));

        Assert.False(TakeRule.IsDumb(B, early, At(18)));
    }

    [Fact]
    public void One_that_cannot_be_asked_any_more_had_agreed_by_the_removal()
    {
        Assert.False(TakeRule.IsDumb(B, BIsGone, At(27.9)));
        Assert.True(TakeRule.IsDumb(B, BIsGone, At(28)));
    }

    [Fact]
    public void A_node_that_left_in_order_is_believed_dumb_only_by_what_the_others_say()
    {
        var left = Cluster(B, C).See(5, Up(A), Exiting(B), Up(C)).See(6, Up(A), Up(C));

        Assert.False(TakeRule.IsDumb(B, left, At(60)));
        Assert.True(TakeRule.IsDumb(B, left.Tell(At(60), C, B, since: 7), At(60)));
    }

    [Fact]
    public void A_minority_that_removed_the_others_takes_nothing_of_them()
    {
        var alone = Cluster(B, C).See(5, Up(A), Lost(B), Lost(C)).See(12, Up(A), Down(B), Down(C)).See(13, Up(A));

        Assert.False(TakeRule.IsDumb(B, alone.See(500, Up(A)), At(500)));
    }

    [Fact]
    public void A_node_that_never_asked_for_a_vouch_may_be_a_cluster_of_its_own()
    {
        var unasked = Sight().See(0, Up(A), Up(B), Up(C)).See(5, Up(A), Lost(B), Up(C)).See(12, Up(A), Down(B), Up(C)).See(13, Up(A), Up(C));

        Assert.False(TakeRule.IsDumb(B, unasked.Tell(At(60), C, B, since: 5), At(60)));
    }

    [Fact]
    public void A_node_that_asked_for_a_vouch_among_others_than_are_seen_here_may_be_a_cluster_of_its_own()
    {
        var elsewhere = Sight(self: B).See(0, Up(A), Up(B)).View;
        var asked = Sight().See(0, Up(A), Up(B), Up(C)).Ask(B, elsewhere).Next
            .See(5, Up(A), Lost(B), Up(C)).See(12, Up(A), Down(B), Up(C)).See(13, Up(A), Up(C));

        Assert.False(TakeRule.IsDumb(B, asked.Tell(At(60), C, B, since: 5), At(60)));
    }

    [Fact]
    public void A_node_that_came_back_before_it_was_removed_is_refused_from_anew()
    {
        var sight = Cluster(B, C).See(5, Up(A), Lost(B), Up(C)).See(9, Up(A), Up(B), Up(C)).See(20, Up(A), Lost(B), Up(C))
            .See(21, Up(A), Down(B), Up(C)).See(22, Up(A), Up(C)).Tell(At(24), C, B, since: 5);

        Assert.False(TakeRule.IsDumb(B, sight, At(31.9)));
        Assert.True(TakeRule.IsDumb(B, sight, At(32)));
    }

    [Fact]
    public void A_foreign_beat_that_stands_still_is_waited_for_ninety_seconds()
    {
        var row = Row(D);

        Assert.False(Judge(row, Watched(89.9), 89.9).May);
        Assert.Equal($"{D} has the shard and is no member of this cluster; its beat must stand still for 90 s", Judge(row, Watched(80), 80).Why);
        Assert.True(Judge(row, Watched(90), 90).May);

        static ClusterSight Watched(double at) => Cluster(B, C).See(at, Up(A), Up(B), Up(C)).Vouch(At(at), B);
    }

    [Fact]
    public void A_cluster_without_most_of_the_nodes_takes_nothing_of_another()
    {
        var half = Sight(4).See(0, Up(A), Up(B)).Vouch(At(500), B).See(500, Up(A), Up(B));

        Assert.Equal($"{D} has the shard and is no member of this cluster, which does not hold more than half of 4 nodes", Judge(Row(D), half, 500).Why);
    }

    [Fact]
    public void A_watch_begins_anew_with_each_beat_and_while_most_of_the_nodes_are_not_here()
    {
        var first = RowWatch.On(null, Row(D), hasMost: true, At(1));

        Assert.Equal(At(1), RowWatch.On(first, Row(D), hasMost: true, At(50)).Since);
        Assert.Equal(At(50), RowWatch.On(first, Row(D) with { Beat = 8 }, hasMost: true, At(50)).Since);
        Assert.Equal(At(50), RowWatch.On(first, Row(D), hasMost: false, At(50)).Since);
    }

    private static FenceRow Row(string? owner) => new("17", owner, 3, 7);

    private static TakeVerdict Judge(FenceRow row, ClusterSight sight, double at) => TakeRule.Judge(new RowWatch(row, TimeSpan.Zero), sight, At(at));
}

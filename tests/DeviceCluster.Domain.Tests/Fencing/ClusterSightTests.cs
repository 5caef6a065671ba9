using DeviceCluster.Domain.Fencing;
using static DeviceCluster.Domain.Tests.Fencing.Sights;

namespace DeviceCluster.Domain.Tests.Fencing;

/// <summary>Who is behind a node, and who is not.</summary>
public class ClusterSightTests
{
    [Fact]
    public void A_node_of_three_needs_one_other_behind_it() => Assert.True(Cluster(B, C).Vouch(At(5), B).See(5, Up(A), Up(B), Lost(C)).HasMajority(At(5)));

    [Fact]
    public void A_vouch_is_worth_nothing_three_seconds_after_it_was_asked_for()
    {
        var sight = Cluster(B, C).See(3, Up(A), Up(B), Up(C));

        Assert.True(sight.HasMajority(At(3)));
        Assert.False(sight.HasMajority(At(3.1)));
    }

    [Fact]
    public void An_answer_that_comes_late_counts_from_its_question()
    {
        var sight = Cluster(B, C).See(20, Up(A), Up(B), Up(C)).Hear(B, At(15), [], At(20));

        Assert.False(sight.HasMajority(At(20)));
    }

    [Fact]
    public void A_view_that_is_old_is_no_view() => Assert.False(Cluster(B, C).Vouch(At(5), B, C).HasMajority(At(5)));

    [Fact]
    public void Exactly_half_is_enough_with_the_lowest_address()
    {
        Assert.True(Cluster(B).See(9, Up(A), Lost(B)).HasMajority(At(9)));
        Assert.False(Sight(self: B).See(9, Lost(A), Up(B)).HasMajority(At(9)));
    }

    [Fact]
    public void The_lowest_address_is_lowest_by_number_and_not_by_text()
    {
        var sight = new ClusterSight("host:9000#1", 2, FencePolicy.Default).See(9, Up("host:9000#1"), Lost("host:10000#1"));

        Assert.True(sight.HasMajority(At(9)));
    }

    [Fact]
    public void Who_was_downed_between_two_looks_did_not_leave_in_order()
    {
        var sight = Sight(size: 2, self: B).See(0, Up(A), Up(B)).See(1, Up(B));

        Assert.False(sight.HasMajority(At(1)));
    }

    [Fact]
    public void A_cluster_that_shrinks_in_order_goes_on()
    {
        var two = Cluster(B, C).See(4, Up(A), Up(B), Exiting(C)).See(5, Up(A), Up(B)).Vouch(At(5), B);
        var one = two.See(8, Up(A), Exiting(B)).See(9, Up(A));

        Assert.True(two.HasMajority(At(5)));
        Assert.True(one.HasMajority(At(9)));
    }

    [Fact]
    public void One_that_is_joining_is_counted_and_has_no_voice()
    {
        var sight = Sight(self: B).See(0, Up(B), Joining(A)).Hear(A, At(0), [], At(0));

        Assert.False(sight.HasMajority(At(0)));
    }

    [Theory]
    [InlineData(FenceStanding.Joining, false)]
    [InlineData(FenceStanding.Up, true)]
    [InlineData(FenceStanding.Leaving, true)]
    [InlineData(FenceStanding.Exiting, true)]
    [InlineData(FenceStanding.Down, false)]
    public void A_node_needs_a_voice_itself(FenceStanding standing, bool has) =>
        Assert.Equal(has, Sight(1).See(0, Up(A)).See(1, new FenceMember(A, standing, Reachable: true)).HasMajority(At(1)));

    [Fact]
    public void One_that_leaves_before_it_was_up_never_had_a_voice()
    {
        var sight = Sight(self: B).See(0, Lost(A), Up(B), Joining(C)).See(1, Lost(A), Up(B), Exiting(C)).Vouch(At(1), C);

        Assert.False(sight.HasMajority(At(1)));
    }

    [Fact]
    public void A_node_vouches_for_members_that_it_sees_reachable()
    {
        var sight = Sight().See(0, Up(A), Lost(B), Up(C));

        Assert.True(sight.Ask(C, "").Vouches);
        Assert.False(sight.Ask(B, "").Vouches);
        Assert.False(sight.Ask(D, "").Vouches);
    }

    [Fact]
    public void Who_downs_two_others_is_alone_and_not_the_majority_of_one()
    {
        var sight = Cluster(B, C).See(5, Up(A), Lost(B), Lost(C)).See(12, Up(A), Down(B), Down(C)).See(13, Up(A));

        Assert.False(sight.HasMajority(At(13)));
    }

    [Fact]
    public void Who_joins_one_that_others_may_have_gone_on_without_makes_no_majority_of_it()
    {
        var sight = Cluster(B, C).See(5, Up(A), Lost(B), Lost(C)).See(12, Up(A), Down(B), Down(C)).See(13, Up(A));

        var joined = sight.See(20, Up(A), Up("b:4053#9")).Vouch(At(20), "b:4053#9");

        Assert.False(joined.HasMajority(At(20)));
    }

    [Fact]
    public void With_all_nodes_here_nobody_can_have_gone_on_elsewhere()
    {
        var sight = Cluster(B, C).See(5, Up(A), Lost(B), Lost(C)).See(12, Up(A), Down(B), Down(C)).See(13, Up(A));

        var all = sight.See(20, Up(A), Up("b:4053#9"), Up("c:4053#9")).Vouch(At(20), "b:4053#9", "c:4053#9");

        Assert.True(all.HasMajority(At(20)));
    }

    [Fact]
    public void A_node_that_no_majority_vouches_for_is_stuck_after_a_while()
    {
        var sight = Cluster(B, C).See(10, Up(A), Up(B), Up(C)).See(39.9, Up(A), Up(B), Up(C));

        Assert.False(sight.IsStuck(At(39.9)));
        Assert.True(sight.IsStuck(At(40)));
        Assert.False(sight.Vouch(At(40), B).See(40, Up(A), Up(B), Up(C)).IsStuck(At(40)));
    }

    [Fact]
    public void A_size_that_was_set_too_small_makes_no_majority_of_a_few()
    {
        var sight = Sight(size: 1).See(0, Up(A), Up(B), Up(C)).See(5, Up(A), Lost(B), Lost(C));

        Assert.False(sight.HasMost(At(5)));
    }

    [Fact]
    public void Most_of_the_nodes_are_more_than_half_of_those_that_there_are()
    {
        var two = Sight(4).See(0, Up(A), Up(B), Joining(C)).Vouch(At(0), B, C);

        Assert.False(two.HasMost(At(0)));
        Assert.True(two.See(0, Up(A), Up(B), Up(C)).HasMost(At(0)));
    }
}

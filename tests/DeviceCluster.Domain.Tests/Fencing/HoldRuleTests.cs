using DeviceCluster.Domain.Fencing;
using static DeviceCluster.Domain.Tests.Fencing.Sights;

namespace DeviceCluster.Domain.Tests.Fencing;

/// <summary>What a row is good for, and when the watchdog is fed.</summary>
public class HoldRuleTests
{
    private static readonly HeldRow Row = new("17", 3, At(0));

    [Fact]
    public void A_beat_that_finds_the_row_as_it_was_keeps_it_from_the_instant_it_was_sent() =>
        Assert.Equal(Row with { BeatSent = At(9) }, Row.On(Answer(9, ("17", 3))));

    [Fact]
    public void A_beat_that_finds_another_owner_or_epoch_is_a_loss()
    {
        Assert.Null(Row.On(Answer(9)));
        Assert.Null(Row.On(Answer(9, ("17", 4))));
    }

    [Fact]
    public void Without_a_beat_sessions_stand_for_eighty_seconds()
    {
        Assert.True(HoldRule.Holds(Row, Alone(79.9), At(79.9)));
        Assert.False(HoldRule.Holds(Row, Alone(80), At(80)));
    }

    [Fact]
    public void With_most_of_the_nodes_behind_a_long_outage_of_the_database_costs_no_session()
    {
        var sight = Cluster(B, C).See(500, Up(A), Up(B), Up(C)).Vouch(At(500), B);

        Assert.True(HoldRule.Holds(Row, sight, At(500)));
        Assert.False(HoldRule.Holds(Row, sight, At(503.1)));
    }

    [Fact]
    public void A_login_needs_a_beat_that_leaves_it_ten_seconds()
    {
        Assert.True(HoldRule.MayLogin(Row, Alone(70), At(70), out _));
        Assert.False(HoldRule.MayLogin(Row, Alone(70.1), At(70.1), out var why));
        Assert.Equal("the last beat of this node in the database is older than 70 s", why);
    }

    [Fact]
    public void A_login_needs_a_majority_behind_its_node() =>
        Assert.False(HoldRule.MayLogin(Row, Cluster(B, C).See(9, Up(A), Lost(B), Lost(C)), At(9), out _));

    [Fact]
    public void The_watchdog_is_fed_while_a_majority_vouches()
    {
        Assert.True(HoldRule.MayFeed(Cluster(B, C), anyOpen: true, anyOpenNotHeld: false, At(3)));
        Assert.False(HoldRule.MayFeed(Cluster(B, C), anyOpen: true, anyOpenNotHeld: false, At(3.1)));
    }

    [Fact]
    public void A_node_with_nothing_open_is_not_ended() => Assert.True(HoldRule.MayFeed(Sight(), anyOpen: false, anyOpenNotHeld: false, At(99)));

    [Fact]
    public void What_is_under_way_on_a_row_that_is_held_no_more_is_left_to_the_watchdog() =>
        Assert.False(HoldRule.MayFeed(Cluster(B, C), anyOpen: true, anyOpenNotHeld: true, At(1)));

    [Fact]
    public void The_numbers_fit_together() => FencePolicy.Default.Check();

    [Theory]
    [InlineData(5, 30)]
    [InlineData(20, 30)]
    [InlineData(21, 31)]
    [InlineData(60, 70)]
    public void A_node_that_is_alone_waits_for_its_cluster_to_take_it_out(double stableAfter, double stuckFor)
    {
        var policy = FencePolicy.For(At(stableAfter));
        policy.Check();

        Assert.Equal(FencePolicy.Default with { StuckFor = At(stuckFor) }, policy);
    }

    [Fact]
    public void Numbers_that_would_let_two_nodes_in_are_refused_with_the_rule_that_they_break()
    {
        var wrong = FencePolicy.Default with { RefusedFor = At(5) };

        Assert.Equal(
            "the numbers of the fence do not fit together; a node must be dumb before its rows are taken: VouchFor + Trip < RefusedFor",
            Assert.Throws<ArgumentException>(wrong.Check).Message);
    }

    private static ClusterSight Alone(double at) => new ClusterSight(A, 2, FencePolicy.Default).See(at, Up(A));

    private static BeatAnswer Answer(double sent, params (string Shard, long Epoch)[] rows) =>
        new(At(sent), rows.ToDictionary(row => row.Shard, row => row.Epoch));
}

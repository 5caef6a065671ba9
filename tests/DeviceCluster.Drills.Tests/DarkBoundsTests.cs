using DeviceCluster.Drills.Fence;

namespace DeviceCluster.Drills.Tests;

public class DarkBoundsTests
{
    private static readonly DarkBounds Bounds = new(KeepAlive: TimeSpan.FromSeconds(2), Nodes: 3);

    [Theory]
    [InlineData(FaultKind.DatabaseCut)]
    [InlineData(FaultKind.DatabaseOutage)]
    [InlineData(FaultKind.DatabaseFreeze)]
    [InlineData(FaultKind.DatabaseClock)]
    [InlineData(FaultKind.NodeClock)]
    public void What_takes_no_node_away_costs_no_session_however_long_it_lasts(object kind)
    {
        Assert.Equal(Dark(Fault((FaultKind)kind, 0, 5)), Dark(Fault((FaultKind)kind, 0, 600)));
        Assert.True(Dark(Fault((FaultKind)kind, 0, 600)) < TimeSpan.FromSeconds(15));
    }

    [Theory]
    [InlineData(FaultKind.Kill)]
    [InlineData(FaultKind.Freeze)]
    [InlineData(FaultKind.AkkaCut)]
    public void The_devices_of_a_node_that_is_gone_are_taken_over_while_it_is_gone(object kind)
    {
        var dark = Dark(Fault((FaultKind)kind, 0, 300));

        Assert.Equal(Dark(Fault((FaultKind)kind, 0, 10)), dark);
        Assert.InRange(dark, TimeSpan.FromSeconds(22), TimeSpan.FromSeconds(45));
    }

    [Fact]
    public void While_the_database_is_away_nobody_can_take_over_so_that_time_is_added()
    {
        var kill = Fault(FaultKind.Kill, 0, 10);

        var added = Dark(kill, Fault(FaultKind.DatabaseOutage, 3, 60, node: 0)) - Dark(kill, Fault(FaultKind.DatabaseOutage, 3, 20, node: 0));

        Assert.Equal(TimeSpan.FromSeconds(40), added);
    }

    [Fact]
    public void Without_a_majority_the_owners_are_foreigners_and_are_waited_for_by_their_beats()
    {
        var dark = Dark(Fault(FaultKind.Kill, 0, 10, node: 1), Fault(FaultKind.AkkaCut, 2, 10, node: 2));

        Assert.True(dark > TimeSpan.FromSeconds(90 + 12), $"{dark}");
    }

    [Fact]
    public void The_same_node_lost_twice_over_leaves_a_majority()
    {
        Assert.True(Dark(Fault(FaultKind.Freeze, 0, 10), Fault(FaultKind.AkkaCut, 2, 10)) < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void A_node_that_keeps_its_devices_but_cannot_reach_them_leaves_them_dark_for_the_cut_and_the_back_off()
    {
        Assert.True(Dark(Fault(FaultKind.DeviceCut, 0, 15)) > TimeSpan.FromSeconds(15));
        Assert.True(Dark(Fault(FaultKind.DeviceCut, 0, 15)) > Dark(Fault(FaultKind.DeviceCut, 0, 9)));
    }

    [Theory]
    [InlineData(FaultKind.DatabaseCut, false)]
    [InlineData(FaultKind.DatabaseOutage, false)]
    [InlineData(FaultKind.DatabaseFreeze, false)]
    [InlineData(FaultKind.DatabaseClock, false)]
    [InlineData(FaultKind.NodeClock, false)]
    [InlineData(FaultKind.DeviceCut, true)]
    [InlineData(FaultKind.AkkaCut, true)]
    [InlineData(FaultKind.Freeze, true)]
    [InlineData(FaultKind.Kill, true)]
    public void Only_what_takes_a_node_or_its_devices_away_may_cost_a_session(object kind, bool may)
    {
        Assert.Equal(may, DarkBounds.MayLoseSessions(new FaultSchedule(1, [Fault((FaultKind)kind, 0, 5)])));
    }

    [Fact]
    public void Devices_are_back_only_after_they_were_dark()
    {
        Assert.All(
            new ScheduleMaker(1, nodes: 3).Make(40),
            schedule => Assert.True(Bounds.Recovery(schedule) > Bounds.Dark(schedule)));
    }

    private static TimeSpan Dark(params Fault[] faults) => Bounds.Dark(new FaultSchedule(1, faults));

    private static Fault Fault(FaultKind kind, double at, double lasts, int node = 1) =>
        new(kind, node, TimeSpan.FromSeconds(at), TimeSpan.FromSeconds(lasts));
}

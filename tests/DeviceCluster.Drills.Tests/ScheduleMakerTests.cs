using DeviceCluster.Drills.Fence;
using DeviceCluster.Testing.Network;

namespace DeviceCluster.Drills.Tests;

public class ScheduleMakerTests
{
    private const int Many = 400;

    [Fact]
    public void The_same_seed_gives_the_same_schedules()
    {
        Assert.Equal(Told(seed: 7, count: 40), Told(seed: 7, count: 40));
    }

    [Fact]
    public void Another_seed_gives_others()
    {
        Assert.NotEqual(Told(seed: 7, count: 40), Told(seed: 8, count: 40));
    }

    [Fact]
    public void A_shorter_run_is_the_beginning_of_a_longer_one()
    {
        Assert.Equal(Told(seed: 7, count: 40)[..13], Told(seed: 7, count: 13));
    }

    /// <summary>What a schedule of today did must be found again tomorrow by its seed.</summary>
    [Fact]
    public void The_schedules_of_a_seed_stay_as_they_are()
    {
        Assert.Equal(
            [
                "#1 NodeClock(+3600s)@3 0.0-4.5s",
                "#2 Freeze@2 0.0-6.5s",
                "#3 AkkaCut(Out)@3 0.0-9.5s, DatabaseCut(Out)@3 3.6-16.5s",
                "#4 AkkaCut(Out)@3 0.0-4.2s, DatabaseClock(+3600s) 3.3-12.5s",
                "#5 Kill@2 0.0-11.0s, DatabaseOutage 1.1-21.1s",
            ],
            Told(seed: 1, count: 5));
    }

    [Fact]
    public void Forty_schedules_hold_every_kind_of_fault_and_every_way_of_a_cut()
    {
        var faults = Make(seed: 1, count: 40).SelectMany(schedule => schedule.Faults).ToList();

        Assert.Equal(Enum.GetValues<FaultKind>(), faults.Select(fault => fault.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<Direction>(), faults.Where(fault => fault.Kind == FaultKind.AkkaCut).Select(fault => fault.Direction).Distinct().Order());
        Assert.Contains(faults, fault => fault is { Kind: FaultKind.Freeze, For.TotalSeconds: 30 });
        Assert.Equal([1, 2, 3], faults.Where(fault => !fault.IsOfDatabase).Select(fault => fault.Node).Distinct().Order());
    }

    [Fact]
    public void Every_recipe_has_its_turn_before_any_comes_again()
    {
        var schedules = Make(seed: 3, count: 2 * Recipe.All.Count);

        foreach (var half in schedules.Chunk(Recipe.All.Count))
        {
            Assert.Equal(
                Recipe.All.Select(recipe => string.Join('+', recipe.Kinds)).Order(StringComparer.Ordinal),
                half.Select(schedule => string.Join('+', schedule.Faults.Select(fault => fault.Kind))).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Faults_of_a_node_meet_a_node_that_is_there_and_the_same_one_unless_they_are_apart()
    {
        foreach (var schedule in Make(seed: 5, count: Many))
        {
            var nodes = schedule.Faults.Where(fault => !fault.IsOfDatabase).Select(fault => fault.Node).ToList();
            var apart = schedule.Faults.Count == 2 && schedule.Faults is [{ Kind: FaultKind.Kill }, { Kind: FaultKind.AkkaCut }] or [{ Kind: FaultKind.DeviceCut }, { Kind: FaultKind.DeviceCut }];

            Assert.All(nodes, node => Assert.InRange(node, 1, 3));
            Assert.Equal(apart ? nodes.Count : Math.Min(1, nodes.Count), nodes.Distinct().Count());
        }
    }

    [Fact]
    public void Schedules_are_short_but_for_one_outage_that_outlasts_every_beat()
    {
        var ends = Make(seed: 9, count: Recipe.All.Count).Select(schedule => schedule.End.TotalSeconds).Order().ToList();

        Assert.Equal(85, ends[^1]);
        Assert.All(ends[..^1], end => Assert.InRange(end, 1, 34));
    }

    private static IReadOnlyList<FaultSchedule> Make(int seed, int count) => new ScheduleMaker(seed, nodes: 3).Make(count);

    private static string[] Told(int seed, int count) => [.. Make(seed, count).Select(schedule => schedule.ToString())];
}

using DeviceCluster.Testing.Network;

namespace DeviceCluster.Drills.Fence;

/// <summary>Makes schedules from a seed, and nothing else: the same seed gives the same schedules for ever. Every recipe has its turn before any comes again.</summary>
internal sealed class ScheduleMaker(int seed, int nodes)
{
    /// <summary>The order's own measure of a process that stood still; the shorter ones lie about the watchdog's 8 s and 12 s.</summary>
    private static readonly TimeSpan LongFreeze = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongOutage = TimeSpan.FromSeconds(85);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public IReadOnlyList<FaultSchedule> Make(int count)
    {
        var random = new Random(seed);
        Recipe[] recipes = [.. Recipe.All];
        var schedules = new List<FaultSchedule>();
        while (schedules.Count < count)
        {
            random.Shuffle(recipes);
            schedules.AddRange(recipes.Take(count - schedules.Count).Select((recipe, i) => Schedule(schedules.Count + i + 1, recipe, random)).ToList());
        }

        return schedules;
    }

    private FaultSchedule Schedule(int number, Recipe recipe, Random random)
    {
        var node = random.Next(nodes);
        var faults = new List<Fault>();
        foreach (var (kind, i) in recipe.Kinds.Select((kind, i) => (kind, i)))
        {
            // The first begins at once; what comes with it may come before the other has worked.
            var at = i == 0 ? TimeSpan.Zero : Seconds(random, 0, 4);
            var fault = Fault(kind, 1 + ((node + (recipe.Apart ? i : 0)) % nodes), at, random);
            faults.Add(recipe.Long ? fault with { For = LongOutage } : fault);
        }

        return new FaultSchedule(number, faults);
    }

    private static Fault Fault(FaultKind kind, int node, TimeSpan at, Random random) => kind switch
    {
        FaultKind.AkkaCut => new Fault(kind, node, at, Seconds(random, 4, 22), Way(random)),
        FaultKind.DatabaseCut => new Fault(kind, node, at, Seconds(random, 4, 20), Way(random)),
        FaultKind.DeviceCut => new Fault(kind, node, at, Seconds(random, 3, 15), Way(random)),
        FaultKind.Freeze => new Fault(kind, node, at, random.Next(2) == 0 ? LongFreeze : Seconds(random, 5, 14)),
        FaultKind.Kill => new Fault(kind, node, at, Seconds(random, 1, 20)),
        FaultKind.NodeClock => new Fault(kind, node, at, Seconds(random, 4, 10), Jump: Jump(random)),
        FaultKind.DatabaseOutage or FaultKind.DatabaseFreeze => new Fault(kind, 0, at, Seconds(random, 4, 20)),
        FaultKind.DatabaseClock => new Fault(kind, 0, at, Seconds(random, 4, 10), Jump: Jump(random)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "a fault that no schedule knows"),
    };

    /// <summary>In tenths, so that what is printed is what was done.</summary>
    private static TimeSpan Seconds(Random random, int from, int to) => TimeSpan.FromSeconds(random.Next(10 * from, (10 * to) + 1) / 10.0);

    private static Direction Way(Random random) => (Direction)random.Next(3);

    private static TimeSpan Jump(Random random) => random.Next(2) == 0 ? Hour : -Hour;
}

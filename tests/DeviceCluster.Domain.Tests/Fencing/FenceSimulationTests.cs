using System.Globalization;
using CsCheck;
using DeviceCluster.Domain.Fencing;
using Xunit.Abstractions;

namespace DeviceCluster.Domain.Tests.Fencing;

/// <summary>What holds whatever wires, processes and the database do, in any order. A failure prints its schedule.</summary>
public class FenceSimulationTests(ITestOutputHelper output)
{
    private static readonly SimFaultKind[] Hard =
    [
        SimFaultKind.IsolationWithDatabase, SimFaultKind.CutAndDowned, SimFaultKind.Pause, SimFaultKind.NoDatabase, SimFaultKind.Wire,
    ];

    // What needs the most of the rules comes oftener: a node that cannot give back what others want.
    private static readonly Gen<SimFaultKind> Kinds = Gen.Frequency(
        (3, Gen.Enum<SimFaultKind>()),
        (2, Gen.OneOf([.. Hard.Select(Gen.Const)])));

    private static readonly Gen<SimFault> Faults = Gen.Select(
        Gen.Int[0, 25],
        Kinds,
        Gen.Int[0, 9],
        Gen.Int[0, 9],
        Gen.OneOf(Gen.Int[1, 25], Gen.Int[10, 40], Gen.Int[60, 140]),
        (gap, kind, first, second, length) => new SimFault(gap, kind, first, second, length));

    // A node that starts where it reaches nobody is a cluster of its own, and takes what the others give back for a while; then it loses the table.
    private static readonly Gen<SimFault[]> Splits = Gen.Select(
        Gen.Int[0, 9], Gen.Int[0, 1], Gen.Int[20, 60], Gen.Int[60, 160], Faults.Array[0, 6], (gap, shard, alone, away, more) => (SimFault[])
        [
            new(gap, SimFaultKind.Isolation, 0, 0, 300),
            new(0, SimFaultKind.Kill, 0, 0, 0),
            new(alone, SimFaultKind.HandOver, 1, shard, 30),
            new(0, SimFaultKind.HandOver, 2, shard, 30),
            new(40, SimFaultKind.NoDatabase, 0, 0, away),
            .. more,
            new(25, SimFaultKind.ClockJump, 0, 0, 0),
        ]);

    // The same, and the server stands still just when the others take what that node has: their statements are carried out when it is back.
    private static readonly Gen<SimFault[]> LateTakes = Gen.Select(
        Gen.Int[0, 1], Gen.Int[20, 40], Gen.Int[88, 94], Gen.Int[90, 100], Gen.Int[4, 16], (shard, alone, until, away, still) => (SimFault[])
        [
            new(0, SimFaultKind.Isolation, 0, 0, 300),
            new(0, SimFaultKind.Kill, 0, 0, 0),
            new(alone, SimFaultKind.HandOver, 1, shard, 30),
            new(0, SimFaultKind.HandOver, 2, shard, 30),
            new(40, SimFaultKind.NoDatabase, 0, 0, away),
            new(until, SimFaultKind.Freeze, 0, 0, still),
            new(25, SimFaultKind.ClockJump, 0, 0, 0),
        ]);

    private static readonly Gen<SimSchedule> Schedules = Gen.Select(
        Gen.OneOf(Gen.Const(3), Gen.Const(3), Gen.Int[2, 5]),
        Gen.Int,
        Gen.Frequency((5, Faults.Array[1, 14]), (1, Splits), (1, LateTakes)),
        (size, seed, faults) => new SimSchedule(size, seed, faults));

    // The same schedules every time. For a night: any number of others.
    private static readonly int? Others =
        int.TryParse(Environment.GetEnvironmentVariable("DEVICECLUSTER_FENCE_SCHEDULES"), CultureInfo.InvariantCulture, out var count) ? count : null;

    private const int Count = 1500;
    private const int MostForMutant = 4000;

    private static readonly TimeSpan HealedWithin = TimeSpan.FromSeconds(600);

    private static IEnumerable<SimSchedule> Made(ulong seed, int count)
    {
        var chance = new PCG(stream: 1, seed);
        for (var made = 0; made < count; made++)
            yield return Schedules.Generate(chance, null, out _);
    }

    [Fact]
    public void Two_nodes_never_have_logins_of_one_shard_and_after_the_healing_one_has()
    {
        int free = 0, removed = 0, foreign = 0, lost = 0, trips = 0;
        var longest = 0.0;
        var guard = new Lock();

        var schedules = Others is { } others ? Made((ulong)Random.Shared.NextInt64(), others) : Made(seed: 1, Count);
        Parallel.ForEach(schedules, schedule =>
        {
            var world = schedule.Run(FencePolicy.Default);
            Assert.True(world.Violation is null, $"{world.Violation}, by {schedule}");
            var healed = SimSchedule.Heal(world, HealedWithin);
            Assert.True(world.Violation is null, $"{world.Violation}, by {schedule}");
            Assert.True(healed is not null || world.LeastMembers == 1, $"a shard has no login {HealedWithin.TotalSeconds} s after all was healed, by {schedule}");
            lock (guard)
            {
                free += world.TakenFree;
                removed += world.TakenOfRemoved;
                foreign += world.TakenOfForeign;
                lost += world.Lost;
                trips += world.Trips;
                longest = Math.Max(longest, healed?.TotalSeconds ?? 0);
            }
        });

        output.WriteLine(
            $"{Others ?? Count} schedules: rows taken free {free}, of removed {removed}, of foreign {foreign}; lost {lost}; trips {trips}; longest healing {longest} s");
        Assert.All([free, removed, foreign, trips], seen => Assert.InRange(seen, 1, int.MaxValue));
    }

    [Theory]
    [InlineData("rows of removed nodes are taken after 5 s")]
    [InlineData("a vouch holds for 12 s")]
    [InlineData("the watchdog trips after 20 s")]
    [InlineData("a beat that stands still is believed after 30 s")]
    [InlineData("sessions are closed after 150 s without a beat")]
    [InlineData("the watchdog is fed whoever vouches")]
    [InlineData("members vouch for whoever asks")]
    [InlineData("a row is taken by its epoch alone")]
    public void A_fence_with_one_thing_wrong_is_found_out(string wrong)
    {
        var right = FencePolicy.Default;
        var (policy, mutant) = wrong switch
        {
            "rows of removed nodes are taken after 5 s" =>
                (right with { RefusedFor = TimeSpan.FromSeconds(5), RemovedFor = TimeSpan.FromSeconds(5) }, new SimMutant()),
            "a vouch holds for 12 s" => (right with { VouchFor = TimeSpan.FromSeconds(12) }, new SimMutant()),
            "the watchdog trips after 20 s" => (right with { Trip = TimeSpan.FromSeconds(20), Kill = TimeSpan.FromSeconds(20) }, new SimMutant()),
            "a beat that stands still is believed after 30 s" => (right with { UnchangedFor = TimeSpan.FromSeconds(30) }, new SimMutant()),
            "sessions are closed after 150 s without a beat" =>
                (right with { CloseAt = TimeSpan.FromSeconds(150), LoginUntil = TimeSpan.FromSeconds(140) }, new SimMutant()),
            "the watchdog is fed whoever vouches" => (right, new SimMutant { FeedsAlways = true }),
            "members vouch for whoever asks" => (right, new SimMutant { VouchesForAll = true }),
            _ => (right, new SimMutant { TakesByEpochAlone = true }),
        };
        var tried = 0;
        string? found = null;
        foreach (var schedule in Made(seed: 2, MostForMutant))
        {
            tried++;
            if (schedule.Run(policy, mutant).Violation is not { } violation)
                continue;
            found = $"{violation}, by {schedule}";
            break;
        }

        output.WriteLine($"{wrong}: found after {tried} schedules: {found}");
        Assert.NotNull(found);
    }
}

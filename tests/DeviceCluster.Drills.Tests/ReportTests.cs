using DeviceCluster.Drills.Failover;
using DeviceCluster.Drills.Fence;
using DeviceCluster.Simulator.Judging;

namespace DeviceCluster.Drills.Tests;

public class ReportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_line_holds_name_seed_figures_and_the_number_of_broken_bars()
    {
        var report = new DrillReport("fence", 7, [("faults", 12), ("dark_longest", TimeSpan.FromSeconds(21.44)), ("overlap", 0L)], ["one", "two"]);

        Assert.Equal("drill=fence seed=7 faults=12 dark_longest=21.4 overlap=0 failed=2", report.Line);
        Assert.False(report.Holds);
    }

    [Fact]
    public void A_schedule_holds_without_overlap_when_all_are_back_in_time()
    {
        Assert.Empty(Verdict(dark: 20, back: TimeSpan.FromSeconds(3)).Failures);
    }

    [Fact]
    public void An_overlap_breaks_a_schedule_and_is_told_with_both_clients()
    {
        var failure = Assert.Single(Verdict(dark: 20, back: TimeSpan.Zero, overlaps: 1).Failures);

        Assert.Contains("10.77.1.9 got 32 bytes on the control connection of 10.77.0.1:400 at 12:00:01.500, after 10.77.0.2:500", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void An_overlap_of_an_earlier_schedule_is_not_counted_again()
    {
        Assert.Empty((Verdict(dark: 20, back: TimeSpan.Zero, overlaps: 1) with { Before = Sight(0, 1) }).Failures);
    }

    [Fact]
    public void A_device_that_was_dark_for_too_long_breaks_a_schedule()
    {
        Assert.Contains("dark for 31.0 s", Assert.Single(Verdict(dark: 31, back: TimeSpan.Zero).Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_session_breaks_a_schedule_that_may_cost_none()
    {
        var outage = new FaultSchedule(4, [new Fault(FaultKind.DatabaseOutage, 0, TimeSpan.Zero, TimeSpan.FromSeconds(5))]);
        var verdict = Verdict(dark: 2, back: TimeSpan.Zero) with { After = Sight(2, 0, lost: 3) };

        Assert.Empty(verdict.Failures);
        Assert.Contains("3 sessions ended without a logout", Assert.Single((verdict with { Schedule = outage }).Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Devices_that_did_not_come_back_break_a_schedule()
    {
        Assert.Contains("not all devices were back", Assert.Single(Verdict(dark: 20, back: null).Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void The_time_of_a_failover_is_the_last_login_of_those_that_changed_hands()
    {
        DateTimeOffset?[] before = [Noon, Noon, Noon];

        var measured = Measured.Of([Device(1, since: 0, dark: 1), Device(2, since: 14, dark: 13), Device(3, since: 12, dark: 15)], before, Noon.AddSeconds(2));

        Assert.Equal(new Measured(Lost: 2, Missing: 0, Back: TimeSpan.FromSeconds(12), Dark: TimeSpan.FromSeconds(15)), measured);
    }

    private static ScheduleVerdict Verdict(double dark, TimeSpan? back, int overlaps = 0) => new(
        new FaultSchedule(4, [new Fault(FaultKind.Kill, 1, TimeSpan.Zero, TimeSpan.FromSeconds(5))]),
        AllowedDark: TimeSpan.FromSeconds(30), AllowedRecovery: TimeSpan.FromSeconds(60), back, Recovered: true, Sight(0, 0), Sight(dark, overlaps));

    private static FleetSight Sight(double dark, int overlaps, int lost = 0) => new(
        Noon, Noon, Devices: 9, WithSession: 9, Alive: 9, LoginsAccepted: 3, LoginsRefused: 0, Logouts: 0, SessionsLost: lost, overlaps, 32L * overlaps,
        [.. Enumerable.Repeat(new Overlap(Noon.AddSeconds(1.5), 9, "10.77.1.9", 32, "control", 1, "10.77.0.1:400", 2, "10.77.0.2:500", Noon.AddSeconds(1)), overlaps)],
        new DarkInterval(9, "10.77.1.9", Noon, Noon.AddSeconds(dark), dark, null, null), []);

    private static DeviceSight Device(int number, double since, double dark) => new(
        number, $"127.0.0.{number}", HasSession: true, IsAlive: true, "127.0.0.1:1", Noon.AddSeconds(since), 1, 0, 0, 0, 0, 0, [],
        new DarkInterval(number, "", Noon, Noon, dark, null, null), null);
}

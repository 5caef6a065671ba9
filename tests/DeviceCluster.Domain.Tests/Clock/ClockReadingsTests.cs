using System.Globalization;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Clock;

namespace DeviceCluster.Domain.Tests.Clock;

/// <summary>How far a clock is wrong, what it is set to, and how fast it goes.</summary>
public class ClockReadingsTests
{
    private static readonly DeviceId Gate = new("gate");
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DeviceZone Plus1 = new(TimeSpan.FromHours(1));

    [Fact]
    public void The_offset_is_measured_half_of_the_round_trip_after_the_question()
    {
        var report = ClockReadings.Report(
            Gate, new DateTime(2026, 7, 1, 13, 0, 10), Noon, TimeSpan.FromSeconds(1), Plus1, TimeSpan.Zero, ntp: true);

        // 10 s and, on average, half of the second that it shows; the answer was given half a second after noon.
        Assert.Equal((Noon + TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(10)), (report.At, report.Offset));
        Assert.Equal((TimeSpan.FromHours(1), (bool?)null, (bool?)true), (report.Zone, report.DaylightSaving, report.Ntp));
    }

    [Fact]
    public void Without_a_zone_of_the_device_that_of_the_node_is_assumed_and_not_told()
    {
        var report = ClockReadings.Report(
            Gate, new DateTime(2026, 7, 1, 14, 0, 0), Noon, TimeSpan.FromSeconds(1), zone: null, node: TimeSpan.FromHours(2), ntp: null);

        Assert.Equal((TimeSpan.Zero, (TimeSpan?)null, (bool?)null), (report.Offset, report.Zone, report.Ntp));
    }

    [Theory]
    [InlineData(0, 0, "2026-07-01T13:00:00")]
    [InlineData(0, 980, "2026-07-01T13:00:00")]
    [InlineData(200, 980, "2026-07-01T13:00:01")]
    public void It_is_set_to_what_the_cluster_has_when_the_order_arrives(int after, int roundTrip, string local) => Assert.Equal(
        At(local),
        ClockReadings.Target(to: null, Noon + TimeSpan.FromMilliseconds(after), TimeSpan.FromMilliseconds(roundTrip), Plus1, TimeSpan.Zero));

    [Fact]
    public void A_moment_that_is_ordered_is_told_in_the_devices_zone() => Assert.Equal(
        new DateTime(2026, 7, 1, 13, 0, 0), ClockReadings.Target(Noon.ToOffset(TimeSpan.FromHours(5)), Noon.AddDays(3), TimeSpan.Zero, Plus1, TimeSpan.Zero));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(-1, true)]
    [InlineData(6, true)]
    [InlineData(-2, false)]
    [InlineData(7, false)]
    [InlineData(-3600, false)]
    [InlineData(3600, false)]
    public void A_clock_has_kept_what_it_was_set_to_when_it_shows_that_and_what_has_passed_to_its_second(int shown, bool isKept) => Assert.Equal(
        isKept, Kept(At("2026-07-01T13:00:00"), Noon, At("2026-07-01T13:00:00").AddSeconds(shown), least: 0, most: 4.5));

    [Theory]
    [InlineData(0, false)]
    [InlineData(28, false)]
    [InlineData(29, true)]
    [InlineData(33, true)]
    [InlineData(34, false)]
    public void A_clock_that_stands_still_or_jumps_has_not_kept_it(int shown, bool isKept) => Assert.Equal(
        isKept, Kept(At("2026-07-01T13:00:00"), Noon, At("2026-07-01T13:00:00").AddSeconds(shown), least: 30.5, most: 31.5));

    [Theory]
    [InlineData("2026-03-29T01:59:59", "2026-03-29T00:59:59Z", "2026-03-29T03:00:01", true)]
    [InlineData("2026-03-29T01:59:59", "2026-03-29T00:59:59Z", "2026-03-29T02:00:01", true)]
    [InlineData("2026-10-25T02:59:59", "2026-10-25T00:59:59Z", "2026-10-25T02:00:01", true)]
    [InlineData("2026-10-25T02:59:59", "2026-10-25T01:59:59Z", "2026-10-25T03:00:01", true)]
    [InlineData("2026-10-25T02:59:59", "2026-10-25T01:59:59Z", "2026-10-25T02:00:01", false)]
    public void A_clock_that_is_put_forward_or_back_for_summer_meanwhile_has_kept_it(string target, string meant, string shown, bool isKept)
    {
        var berlin = Plus1 with { Begins = new DaylightDay(3, -1, 0, 2, 0), Ends = new DaylightDay(10, -1, 0, 3, 0) };

        Assert.Equal(isKept, Kept(At(target), DateTimeOffset.Parse(meant, CultureInfo.InvariantCulture), At(shown), least: 2, most: 2, berlin));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-3)]
    [InlineData(0)]
    public void The_drift_is_found_through_the_coarseness_of_the_clock_and_through_samples_that_are_wrong(double perDay)
    {
        var samples = ClockSamples.None;
        for (var i = 0; i < 100; i++)
        {
            var at = Noon.AddMinutes(10 * i);
            var wrong = i % 5 == 0 ? 3.0 : 0;
            var coarse = ((i * 37) % 100 / 100.0) - 0.5;
            samples = samples.With(new ClockSample(at, TimeSpan.FromSeconds((perDay * (at - Noon).TotalDays) + wrong + coarse), TimeSpan.Zero));
        }

        Assert.InRange(samples.SecondsPerDay!.Value, perDay - 0.6, perDay + 0.6);
    }

    [Fact]
    public void Few_samples_or_such_as_are_near_to_each_other_tell_no_drift()
    {
        var near = Enumerable.Range(0, 50).Aggregate(ClockSamples.None, (all, i) => all.With(Sample(i)));
        var few = ClockSamples.None.With(Sample(0)).With(Sample(100_000));

        Assert.Null(near.SecondsPerDay);
        Assert.Null(few.SecondsPerDay);
        Assert.NotNull(few.With(Sample(200_000)).SecondsPerDay);
    }

    [Fact]
    public void The_oldest_samples_make_room()
    {
        var samples = Enumerable.Range(0, ClockSamples.Capacity + 10).Aggregate(ClockSamples.None, (all, i) => all.With(Sample(i)));

        Assert.Equal(ClockSamples.Capacity, samples.Items.Length);
        Assert.Equal((Sample(10), Sample(ClockSamples.Capacity + 9)), (samples.Items[0], samples.Items[^1]));
    }

    private static bool Kept(DateTime target, DateTimeOffset meant, DateTime shown, double least, double most, DeviceZone? zone = null) =>
        ClockReadings.IsKept(target, meant, shown, TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most), zone ?? Plus1, TimeSpan.Zero);

    private static DateTime At(string local) => DateTime.Parse(local, CultureInfo.InvariantCulture);

    private static ClockSample Sample(int seconds) => new(Noon.AddSeconds(seconds), TimeSpan.Zero, TimeSpan.Zero);
}

using DeviceCluster.Simulator.Clock;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Simulator.Tests.Clock;

public class DeviceClockTests
{
    private static readonly ZoneRules Berlin = new(TimeSpan.FromHours(1), new DaylightChange(3, -1, 0, 2, 0), new DaylightChange(10, -1, 0, 3, 0));
    private static readonly ZoneRules Sydney = new(TimeSpan.FromHours(10), new DaylightChange(10, 1, 0, 2, 0), new DaylightChange(4, 1, 0, 3, 0));

    [Fact]
    public void A_clock_drifts_by_its_millionths_from_when_it_was_set()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var clock = new DeviceClock(time, driftPartsPerMillion: 100);

        time.Advance(TimeSpan.FromDays(10));
        var drifted = clock.LocalNow - time.GetUtcNow().UtcDateTime;
        clock.Set(new DateTime(2030, 1, 2, 3, 4, 5));

        Assert.Equal(86.4, drifted.TotalSeconds, 3);
        Assert.Equal(new DateTime(2030, 1, 2, 3, 4, 5), clock.LocalNow);
    }

    [Fact]
    public void A_clock_that_begins_wrong_is_wrong_until_it_is_set()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var clock = new DeviceClock(time, driftPartsPerMillion: 0, ahead: TimeSpan.FromSeconds(-95));

        time.Advance(TimeSpan.FromDays(10));
        var wrong = clock.UtcNow - time.GetUtcNow().UtcDateTime;
        clock.Set(new DateTime(2026, 1, 11));

        Assert.Equal(TimeSpan.FromSeconds(-95), wrong);
        Assert.Equal(time.GetUtcNow().UtcDateTime, clock.UtcNow);
    }

    [Fact]
    public void A_clock_that_follows_a_time_server_is_right_until_it_is_left_alone()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var clock = new DeviceClock(time, driftPartsPerMillion: 100);
        clock.Set(new DateTime(2020, 1, 1));

        clock.Follow(server: true);
        time.Advance(TimeSpan.FromDays(10));
        var followed = clock.UtcNow - time.GetUtcNow().UtcDateTime;
        clock.Follow(server: false);
        time.Advance(TimeSpan.FromDays(10));

        Assert.Equal(TimeSpan.Zero, followed);
        Assert.Equal(86.4, (clock.UtcNow - time.GetUtcNow().UtcDateTime).TotalSeconds, 3);
    }

    [Fact]
    public void Another_zone_shows_another_time_of_the_same_moment()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        var clock = new DeviceClock(time, 0);

        clock.Use(new ZoneRules(TimeSpan.FromHours(8)));

        Assert.Equal((new DateTime(2026, 1, 1, 20, 0, 0), new DateTime(2026, 1, 1, 12, 0, 0)), (clock.LocalNow, clock.UtcNow));
    }

    [Theory]
    [InlineData("2026-03-29 00:59:59", "2026-03-29 01:59:59")]
    [InlineData("2026-03-29 01:00:00", "2026-03-29 03:00:00")]
    [InlineData("2026-10-25 00:59:59", "2026-10-25 02:59:59")]
    [InlineData("2026-10-25 01:00:00", "2026-10-25 02:00:00")]
    public void Daylight_time_begins_and_ends_to_the_second(string utc, string local) =>
        Assert.Equal(DateTime.Parse(local, null), Berlin.ToLocal(DateTime.Parse(utc, null)));

    [Theory]
    [InlineData("2026-01-15 00:00:00", 11)]
    [InlineData("2026-07-15 00:00:00", 10)]
    [InlineData("2026-04-04 15:59:59", 11)]
    [InlineData("2026-04-04 16:00:00", 10)]
    public void South_of_the_equator_it_lasts_over_the_new_year(string utc, int hours) =>
        Assert.Equal(DateTime.Parse(utc, null).AddHours(hours), Sydney.ToLocal(DateTime.Parse(utc, null)));

    [Fact]
    public void A_local_time_is_read_back_as_it_was_set()
    {
        for (var local = new DateTime(2026, 3, 28); local < new DateTime(2026, 3, 31); local = local.AddMinutes(10))
        {
            if (local < new DateTime(2026, 3, 29, 2, 0, 0) || local >= new DateTime(2026, 3, 29, 3, 0, 0))
                Assert.Equal(local, Berlin.ToLocal(Berlin.ToUtc(local)));
        }
    }

    [Theory]
    [InlineData(3, 5, 0, false)]
    [InlineData(13, 1, 0, false)]
    [InlineData(2, 0, 30, false)]
    [InlineData(2, 0, 29, true)]
    [InlineData(3, -1, 6, true)]
    public void A_day_that_does_not_exist_is_no_day(int month, int week, int day, bool valid) =>
        Assert.Equal(valid, new DaylightChange(month, week, day, 2, 0).IsValid);
}

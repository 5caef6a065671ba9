using System.Text.Json;
using DeviceCluster.Domain.Clock;

namespace DeviceCluster.Domain.Tests.Clock;

/// <summary>What a device's clock means, by its zone and its rule.</summary>
public class DeviceZoneTests
{
    private const string Europe =
        """
        {"DSTEnable":true,
         "DSTStart":{"Month":3,"Week":-1,"Day":0,"Hour":2,"Minute":0},
         "DSTEnd":{"Month":10,"Week":-1,"Day":0,"Hour":3,"Minute":0}}
        """;

    private const string Sydney =
        """
        {"DSTEnable":true,
         "DSTStart":{"Month":10,"Week":1,"Day":0,"Hour":2,"Minute":0},
         "DSTEnd":{"Month":4,"Week":1,"Day":0,"Hour":3,"Minute":0}}
        """;

    [Theory]
    [InlineData(Europe, 1, "2026-03-29T00:59:59", "2026-03-29T01:59:59")]
    [InlineData(Europe, 1, "2026-03-29T01:00:00", "2026-03-29T03:00:00")]
    [InlineData(Europe, 1, "2026-10-25T00:59:59", "2026-10-25T02:59:59")]
    [InlineData(Europe, 1, "2026-10-25T01:00:00", "2026-10-25T02:00:00")]
    [InlineData(Sydney, 16, "2026-01-01T00:00:00", "2026-01-01T11:00:00")]
    [InlineData(Sydney, 16, "2026-07-01T00:00:00", "2026-07-01T10:00:00")]
    [InlineData("{}", 8, "2026-07-01T00:00:00", "2026-07-01T05:30:00")]
    [InlineData("{}", 20, "2026-07-01T00:00:00", "2026-06-30T23:00:00")]
    public void A_moment_is_shown_as_the_tables_say(string locales, int number, string utc, string local)
    {
        var zone = Zone(number, locales)!;

        Assert.Equal(Time(local), zone.ToLocal(Utc(utc)));
        Assert.Equal(Utc(utc), zone.ToUtc(Time(local), near: Utc(utc)));
    }

    [Theory]
    [InlineData("Australia/Sydney", 16, Sydney)]
    [InlineData("Europe/Berlin", 1, Europe)]
    public void Every_hour_of_ten_years_is_as_the_systems_own_tables_have_it(string name, int number, string locales)
    {
        var known = TimeZoneInfo.FindSystemTimeZoneById(name);
        var zone = Zone(number, locales)!;

        for (var utc = Utc("2024-01-01T00:00:00"); utc < Utc("2034-01-01T00:00:00"); utc = utc.AddHours(1))
        {
            Assert.Equal(TimeZoneInfo.ConvertTimeFromUtc(utc, known), zone.ToLocal(utc));
            Assert.Equal(utc, zone.ToUtc(zone.ToLocal(utc), near: utc));
        }
    }

    [Fact]
    public void The_hour_that_comes_twice_is_the_one_nearer_to_now()
    {
        var zone = Zone(1, Europe)!;
        var twice = Time("2026-10-25T02:30:00");

        Assert.Equal(Utc("2026-10-25T00:30:00"), zone.ToUtc(twice, near: Utc("2026-10-25T00:31:00")));
        Assert.Equal(Utc("2026-10-25T01:30:00"), zone.ToUtc(twice, near: Utc("2026-10-25T01:29:00")));
    }

    [Fact]
    public void An_hour_that_the_rule_leaves_out_is_a_clock_that_was_not_put_forward() =>
        Assert.Equal(Utc("2026-03-29T01:30:00"), Zone(1, Europe)!.ToUtc(Time("2026-03-29T02:30:00"), near: Utc("2026-03-29T01:30:00")));

    [Theory]
    [InlineData("{\"TimeZone\":99}")]
    [InlineData("{\"TimeZone\":-1}")]
    [InlineData("{\"TimeZone\":\"1\"}")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void A_number_that_nobody_knows_is_no_zone(string ntp) => Assert.Null(ZoneTables.Zone(Json(ntp), Json(Europe)));

    [Theory]
    [InlineData("{\"DSTEnable\":false,\"DSTStart\":{\"Month\":3,\"Week\":-1,\"Day\":0,\"Hour\":2,\"Minute\":0}}")]
    [InlineData("{\"DSTEnable\":true,\"DSTStart\":{\"Month\":13,\"Week\":-1,\"Day\":0,\"Hour\":2,\"Minute\":0}}")]
    [InlineData("{\"DSTEnable\":true}")]
    public void A_rule_that_is_off_or_makes_no_sense_is_none(string locales) => Assert.False(Zone(1, locales)!.HasRule);

    [Fact]
    public void A_device_that_tells_nothing_has_neither_zone_nor_time_server()
    {
        Assert.Null(ZoneTables.Zone(ntp: null, locales: null));
        Assert.Null(ZoneTables.FollowsNtp(null));
        Assert.True(ZoneTables.FollowsNtp(Json("{\"Enable\":true}")));
    }

    private static DeviceZone? Zone(int number, string locales) => ZoneTables.Zone(Json($"{{\"TimeZone\":{number}}}"), Json(locales));

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);

    private static DateTime Time(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTime Utc(string text) => DateTime.SpecifyKind(Time(text), DateTimeKind.Utc);
}

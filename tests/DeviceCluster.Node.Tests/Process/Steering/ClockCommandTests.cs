using System.Globalization;

namespace DeviceCluster.Node.Tests.Process.Steering;

/// <summary>The clocks of devices; what a device's own clock shows is the judge.</summary>
[Collection(SteeredFleet.Collection)]
public sealed class ClockCommandTests(SteeredFleet fleet)
{
    [WholeNodeFact]
    public async Task A_clock_is_set_shown_with_its_offset_and_set_right_again()
    {
        var set = await fleet.DoneAsync("clock set yard -to 2026-01-31T12:30:00+02:00");
        var wrong = await ShownAsync();
        var shown = await fleet.DoneAsync("clock show yard");
        var right = await fleet.DoneAsync("clock set yard");

        Assert.Equal(("yard", "+00:00", "no"), (set["device"], set["zone"], set["ntp"]));
        Assert.StartsWith("2026-01-31 10:3", set["shown"], StringComparison.Ordinal);
        Assert.InRange(wrong, At("2026-01-31 10:30:00"), At("2026-01-31 10:39:00"));
        Assert.Equal(Number(shown, "offsetSeconds"), (wrong - DateTime.UtcNow).TotalSeconds, 60.0);
        Assert.InRange(Number(shown, "roundTripSeconds"), 0, 30);
        Assert.InRange(Number(right, "offsetSeconds"), -60, 60);
        Assert.InRange((await ShownAsync() - DateTime.UtcNow).TotalSeconds, -60, 60);
    }

    [WholeNodeFact]
    public async Task What_was_measured_is_listed_with_what_the_clock_gains_in_a_day()
    {
        await fleet.DoneAsync("clock show gate");
        await fleet.DoneAsync("clock show gate");

        var drift = await fleet.DoneAsync("clock drift gate");
        var people = await fleet.Node.PbmAsync("clock drift gate");

        Assert.NotEmpty(drift.Rows);
        Assert.All(drift.Rows, row => Assert.Equal(["at", "offsetSeconds", "roundTripSeconds"], row.Keys));
        Assert.Matches("\ngate: (too few samples to tell how fast it goes|[+-]?[0-9.]+ s a day)\n$", people.Out);
    }

    [WholeNodeFact]
    public async Task A_time_that_is_none_is_told_with_one_that_is()
    {
        Assert.Equal((2, "-to noon", "a time like 2026-01-31T12:30:00Z, or +02:00 for another zone"), await fleet.RefusedAsync("clock set yard -to noon"));
        Assert.Equal((1, "no device knows the year 1999", "use a time from 2000 to 2099"), await fleet.RefusedAsync("clock set yard -to 1999-01-01"));
    }

    private async Task<DateTime> ShownAsync() => (await fleet.FactsAsync(SteeredFleet.Yard))["clock"]!.GetValue<DateTime>();

    private static DateTime At(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(PbmReply table, string property) => double.Parse(table[property], CultureInfo.InvariantCulture);
}

using DeviceCluster.Actors.Audit;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Simulator;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Asking;

/// <summary>The clock of a device against the cluster's.</summary>
public sealed class ClockTests(NativeLibrary native, ITestOutputHelper output) : AskingTest(native, output)
{
    /// <summary>A clock of seconds, read over loopback on a machine that is busy.</summary>
    private static readonly TimeSpan Coarse = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_clock_that_is_right_has_no_offset_and_tells_zone_and_time_server()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        var report = await AskAsync(node, new ClockQuery.Read(Gate));

        Assert.InRange(report.Offset, -Coarse, Coarse);
        Assert.Equal((TimeSpan.Zero, (bool?)null, (bool?)false), (report.Zone, report.DaylightSaving, report.Ntp));
        Assert.True(report.RoundTrip > TimeSpan.Zero);
    }

    [Fact]
    public async Task Zone_and_daylight_saving_of_the_device_are_taken_out_of_the_offset()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await WriteAsync(node, "NTP", """{"TimeZone":8}""");
        await WriteAsync(
            node,
            "Locales",
            """{"DSTEnable":true,"DSTStart":{"Month":1,"Week":0,"Day":1,"Hour":0},"DSTEnd":{"Month":12,"Week":0,"Day":31,"Hour":23}}""");

        var report = await AskAsync(node, new ClockQuery.Read(Gate));

        Assert.Equal((TimeSpan.FromHours(5.5), (bool?)true), (report.Zone, report.DaylightSaving));
        Assert.InRange(report.Offset, -Coarse, Coarse);
        Assert.InRange(report.Shown - report.At.UtcDateTime, TimeSpan.FromHours(6.5) - Coarse, TimeSpan.FromHours(6.5) + Coarse);
    }

    [Fact]
    public async Task A_clock_is_set_to_a_moment_and_to_the_clusters_time_and_answers_how_it_goes_then()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await WriteAsync(node, "NTP", """{"TimeZone":1}""");
        var then = new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.FromHours(2));

        var away = await AskAsync(node, new ClockOrder.SetTo(Gate, then));
        var back = await AskAsync(node, new ClockOrder.SetTo(Gate, To: null));

        Assert.InRange(away.Shown, new DateTime(2031, 2, 3, 3, 5, 6), new DateTime(2031, 2, 3, 3, 5, 6) + Coarse);
        Assert.InRange(away.Offset, then - away.At - Coarse, then - away.At + Coarse);
        Assert.InRange(back.Offset, -Coarse, Coarse);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public async Task A_clock_that_is_a_few_seconds_wrong_is_set_right(int ahead)
    {
        await using var fleet = await Fleet.StartAsync(devices: 1, options => options with { ClockAhead = TimeSpan.FromSeconds(ahead) });
        await using var node = await OnlineAsync(fleet);

        var report = await AskAsync(node, new ClockOrder.SetTo(Gate, To: null));

        Assert.InRange(Ahead(fleet), -Coarse, Coarse);
        Assert.InRange(report.Offset, -Coarse, Coarse);
    }

    [Fact]
    public async Task A_device_that_follows_NTP_keeps_no_other_time_and_the_order_counts_as_refused()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await WriteAsync(node, "NTP", """{"Enable":true,"TimeZone":0}""");
        var then = new ClockOrder.SetTo(Gate, new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.FromHours(2)));

        var refused = await RefusedAsync(node, then);
        var right = await AskAsync(node, new ClockOrder.SetTo(Gate, To: null));
        await WriteAsync(node, "NTP", """{"Enable":false}""");
        var kept = await AskAsync(node, then);

        Assert.Equal(RefusalCode.DeviceRefused, refused.Code);
        Assert.Matches("^the device did not keep 2031-02-03 02:05:06, and shows 20.*; it follows NTP, as its table NTP says$", refused.Reason);
        Assert.EndsWith("""config set gate NTP -json '{"Enable":false}'""", refused.Remedy, StringComparison.Ordinal);
        Assert.InRange(right.Offset, -Coarse, Coarse);
        Assert.Equal(2031, kept.Shown.Year);
        Assert.Equal(["done", "done", $"DeviceRefused: {refused.Reason}"], await ResultsAsync(node, "set clock", count: 3));
    }

    [Fact]
    public async Task A_year_that_no_device_knows_is_refused_before_anything_is_sent()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        var refused = await RefusedAsync(node, new ClockOrder.SetTo(Gate, new DateTimeOffset(1999, 1, 1, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal((RefusalCode.Invalid, "no device knows the year 1999"), (refused.Code, refused.Reason));
        Assert.DoesNotContain("global.setCurrentTime", fleet.Devices[0].Facts.Calls.Keys);
    }

    [Fact]
    public async Task Each_reading_is_a_sample_until_the_clock_is_set()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, new ClockQuery.Read(Gate));
        var second = await AskAsync(node, new ClockQuery.Read(Gate));

        var before = await AskAsync(node, new ClockQuery.GetDrift(Gate));
        await AskAsync(node, new ClockOrder.SetTo(Gate, To: null));
        var after = await AskAsync(node, new ClockQuery.GetDrift(Gate));

        Assert.Equal(2, before.Samples.Length);
        Assert.Equal(new ClockSample(second.At, second.Offset, second.RoundTrip), before.Samples[1]);
        Assert.Single(after.Samples);
        Assert.Null(after.SecondsPerDay);
    }

    [Fact]
    public async Task While_the_session_stands_the_clock_is_looked_at_by_itself()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet, Settings with { Asking = Settings.Asking with { ClockEvery = TimeSpan.FromMilliseconds(200) } });

        await Limits.UntilAsync(() => node.Parts.Clocks.Of(Gate).Items.Length >= 3);

        await node.Devices.TellAsync(new DeviceCommand.Disable(Gate), CancellationToken.None);
        await node.UntilPhaseAsync(Gate, SessionPhase.Disabled);
        Assert.All(node.Parts.Clocks.Of(Gate).Items, sample => Assert.InRange(sample.Offset, -Coarse, Coarse));
    }

    [Fact]
    public async Task What_was_measured_outlives_a_restarted_entity_and_goes_with_the_device()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, new ClockQuery.Read(Gate));

        await node.KillEntityAsync(Gate);
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        var kept = await AskAsync(node, new ClockQuery.GetDrift(Gate));
        await OrderAsync(node, new DeviceCommand.Remove(Gate));

        Assert.Single(kept.Samples);
        await Limits.UntilAsync(() => node.Parts.Clocks.Of(Gate).Items.IsEmpty);
    }

    /// <summary>Of the orders that are written down, the newest first.</summary>
    private static async Task<string[]> ResultsAsync(TestNode node, string words, int count)
    {
        string[] results = [];
        await Limits.UntilAsync(async () =>
        {
            var entries = await node.Parts.Storage.AuditTrail.ReadAsync(new AuditFilter(Gate, Operator.Who, Since: null, Limit: 20), CancellationToken.None);
            results = [.. entries.Where(entry => entry.What.StartsWith(words, StringComparison.Ordinal)).Select(entry => entry.Result)];
            return results.Length == count;
        });
        return results;
    }

    private static TimeSpan Ahead(SimulatorHost fleet) => fleet.Devices[0].Clock.UtcNow - TimeProvider.System.GetUtcNow().UtcDateTime;
}

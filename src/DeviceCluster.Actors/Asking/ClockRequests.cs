using System.Globalization;
using System.Text.Json;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Clock;
using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Clock;

namespace DeviceCluster.Actors.Asking;

/// <summary>Reads, sets and watches a device's clock.</summary>
internal sealed class ClockRequests(NodeParts parts)
{
    public async Task<ClockReport> ReadAsync(DeviceId device, SessionCaller caller)
    {
        var report = await MeasureAsync(device, caller, await TablesAsync(caller));
        parts.Clocks.Add(report);
        return report;
    }

    public async Task<ClockReport> SetAsync(ClockOrder.SetTo order, SessionCaller caller)
    {
        if (order.To is { UtcDateTime.Year: < ClockReadings.FirstYear or > ClockReadings.LastYear })
        {
            throw new RefusedException(new DeviceReply.Refused(
                RefusalCode.Invalid,
                $"no device knows the year {order.To.Value.UtcDateTime.Year}",
                $"use a time from {ClockReadings.FirstYear} to {ClockReadings.LastYear}"));
        }

        // The way to the device takes as long as this takes.
        var tables = await TablesAsync(caller);
        var before = await MeasureAsync(order.Device, caller, tables);
        parts.Clocks.Forget(order.Device);
        var written = await caller.ChangeAsync((login, wait) =>
        {
            var (now, begun) = (parts.Now, parts.Time.GetTimestamp());
            var target = ClockReadings.Target(order.To, now, before.RoundTrip, tables.Zone, NodeZone());
            login.SetClock(target, wait);
            return new Written(target, order.To ?? now, begun, parts.Time.GetTimestamp(), order.To is null ? before.RoundTrip / 2 : TimeSpan.Zero);
        });
        var shown = await ReadBackAsync(order, caller, tables);
        parts.Clocks.Add(shown.Report);
        return IsKept(written, shown, tables) ? shown.Report : throw NotKept(written, shown.Report);
    }

    public ClockDrift Drift(DeviceId device)
    {
        var samples = parts.Clocks.Of(device);
        return new ClockDrift(device, samples.Items, samples.SecondsPerDay);
    }

    private async Task<ShownThen> ReadBackAsync(ClockOrder.SetTo order, SessionCaller caller, Tables tables)
    {
        try
        {
            return await caller.RunAsync((login, wait) =>
            {
                var asked = parts.Time.GetTimestamp();
                var read = login.ReadClock(wait);
                return new ShownThen(Report(order.Device, read, tables), asked, parts.Time.GetTimestamp());
            });
        }
        catch (Exception e)
        {
            var unread = SessionRefusals.Of(e, new ClockQuery.Read(order.Device));
            throw new RefusedException(SessionRefusals.HalfDone(
                $"the device took the time, and then did not show it: {unread.Reason}", unread.SdkError));
        }
    }

    private async Task<ClockReport> MeasureAsync(DeviceId device, SessionCaller caller, Tables tables)
    {
        var read = await caller.RunAsync((login, wait) => login.ReadClock(wait));
        return Report(device, read, tables);
    }

    private ClockReport Report(DeviceId device, ClockReading read, Tables tables) =>
        ClockReadings.Report(device, read.Shown, read.Asked, read.RoundTrip, tables.Zone, NodeZone(), tables.Ntp);

    /// <summary>By the steady clock: the node's own may be set meanwhile.</summary>
    private bool IsKept(Written written, ShownThen shown, Tables tables) => ClockReadings.IsKept(
        written.Target,
        written.Meant,
        shown.Report.Shown,
        least: parts.Time.GetElapsedTime(written.Answered, shown.Asked) - written.Way,
        most: parts.Time.GetElapsedTime(written.Begun, shown.Answered),
        tables.Zone,
        NodeZone());

    private static RefusedException NotKept(Written written, ClockReport report)
    {
        var (why, remedy) = report.Ntp switch
        {
            true => (
                "it follows NTP, as its table NTP says",
                $$"""leave its clock to NTP, or switch that off and set it again: config set {{report.Device}} NTP -json '{"Enable":false}'"""),
            false => ("its table NTP says that it does not follow NTP", $"look with 'clock show {report.Device}', and set it again"),
            null => ("whether it follows NTP it does not tell", "look at the device's own page what sets its clock, and set it again"),
        };
        return new RefusedException(new DeviceReply.Refused(
            RefusalCode.DeviceRefused,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the device did not keep {written.Target:yyyy-MM-dd HH:mm:ss}, and shows {report.Shown:yyyy-MM-dd HH:mm:ss}; {why}"),
            remedy));
    }

    private static async Task<Tables> TablesAsync(SessionCaller caller)
    {
        var ntp = await TableAsync(caller, ZoneTables.Ntp);
        var locales = ntp is null ? null : await TableAsync(caller, ZoneTables.Locales);
        return new Tables(ZoneTables.Zone(ntp, locales), ZoneTables.FollowsNtp(ntp));
    }

    /// <summary>Null: the device has none. One that does not answer is asked nothing more.</summary>
    private static async Task<JsonElement?> TableAsync(SessionCaller caller, string name)
    {
        try
        {
            return (await caller.RunAsync((login, wait) => login.ReadTable(name, channel0: null, wait))).Table;
        }
        catch (SdkException e) when (e.Code is not (SdkErrors.NetworkError or SdkErrors.InvalidHandle or SdkErrors.NotNow or SdkErrors.NoJson))
        {
            return null;
        }
    }

    private TimeSpan NodeZone() => parts.Time.LocalTimeZone.GetUtcOffset(parts.Now);

    private sealed record Tables(DeviceZone? Zone, bool? Ntp);

    /// <summary>What the clock was set to, the moment that this means, the time stamps of before and after, and what was added for the way.</summary>
    private sealed record Written(DateTime Target, DateTimeOffset Meant, long Begun, long Answered, TimeSpan Way);

    /// <summary>What the clock shows afterwards, and the time stamps of before and after.</summary>
    private sealed record ShownThen(ClockReport Report, long Asked, long Answered);
}

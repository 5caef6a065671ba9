using System.Text.Json;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Clock;
using DeviceCluster.Sdk;

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
        await caller.ChangeAsync((login, wait) =>
            login.SetClock(ClockReadings.Target(order.To, parts.Now, before.RoundTrip, tables.Zone, NodeZone()), wait));
        return await ReadBackAsync(order, caller, tables);
    }

    public ClockDrift Drift(DeviceId device)
    {
        var samples = parts.Clocks.Of(device);
        return new ClockDrift(device, samples.Items, samples.SecondsPerDay);
    }

    private async Task<ClockReport> ReadBackAsync(ClockOrder.SetTo order, SessionCaller caller, Tables tables)
    {
        try
        {
            var report = await MeasureAsync(order.Device, caller, tables);
            parts.Clocks.Add(report);
            return report;
        }
        catch (Exception e)
        {
            throw new RefusedException(SessionRefusals.HalfDone(
                $"the device took the time, and then did not show it: {SessionRefusals.Of(e, order).Reason}"));
        }
    }

    private async Task<ClockReport> MeasureAsync(DeviceId device, SessionCaller caller, Tables tables)
    {
        var read = await caller.RunAsync((login, wait) => login.ReadClock(wait));
        return ClockReadings.Report(device, read.Shown, read.Asked, read.RoundTrip, tables.Zone, NodeZone(), tables.Ntp);
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
        catch (SdkException e) when (e.Code is not (SdkErrors.NetworkError or SdkErrors.InvalidHandle or SdkErrors.NotNow))
        {
            return null;
        }
    }

    private TimeSpan NodeZone() => parts.Time.LocalTimeZone.GetUtcOffset(parts.Now);

    private sealed record Tables(DeviceZone? Zone, bool? Ntp);
}

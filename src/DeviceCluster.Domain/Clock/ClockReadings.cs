using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Domain.Clock;

/// <summary>What a clock that was read and set says about the time.</summary>
public static class ClockReadings
{
    private static readonly TimeSpan HalfSecond = TimeSpan.FromMilliseconds(500);

    /// <summary>Devices know no time outside of these years.</summary>
    public const int FirstYear = 2000;
    public const int LastYear = 2099;

    /// <param name="device">Whose.</param>
    /// <param name="shown">By the clock, to the second.</param>
    /// <param name="asked">When the question left.</param>
    /// <param name="roundTrip">Until the answer was there.</param>
    /// <param name="zone">Null: the device does not tell.</param>
    /// <param name="node">The zone of this node, which then is assumed.</param>
    /// <param name="ntp">Whether the device sets itself.</param>
    public static ClockReport Report(
        DeviceId device, DateTime shown, DateTimeOffset asked, TimeSpan roundTrip, DeviceZone? zone, TimeSpan node, bool? ntp)
    {
        var at = asked + (roundTrip / 2);
        var utc = (zone ?? new DeviceZone(node)).ToUtc(shown, at.UtcDateTime);
        // A clock that shows a second is, on average, half of it further.
        var offset = utc + HalfSecond - at.UtcDateTime;
        return new ClockReport(device, shown, at, roundTrip, zone?.Offset, zone is { HasRule: true } ? zone.IsDaylight(utc) : null, offset, ntp);
    }

    /// <summary>
    /// What a clock is to be set to, to the nearest second: what is wanted, or the cluster's time at the moment at which the order arrives, half of the
    /// round trip later.
    /// </summary>
    public static DateTime Target(DateTimeOffset? to, DateTimeOffset now, TimeSpan roundTrip, DeviceZone? zone, TimeSpan node)
    {
        var moment = to ?? now + (roundTrip / 2);
        var nearest = moment.UtcDateTime + HalfSecond;
        return (zone ?? new DeviceZone(node)).ToLocal(nearest.AddTicks(-(nearest.Ticks % TimeSpan.TicksPerSecond)));
    }
}

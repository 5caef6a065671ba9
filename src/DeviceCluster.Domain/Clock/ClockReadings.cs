using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Domain.Clock;

/// <summary>What a clock that was read and set says about the time.</summary>
public static class ClockReadings
{
    private static readonly TimeSpan HalfSecond = TimeSpan.FromMilliseconds(500);

    /// <summary>A clock is set to the nearest second, tells whole ones, and what it does with the part of one is its own matter.</summary>
    private static readonly TimeSpan Coarse = TimeSpan.FromSeconds(1.5);

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

    /// <summary>Whether a clock shows what it was set to, and the time since.</summary>
    /// <param name="target">What it was set to, in the device's zone.</param>
    /// <param name="meant">The moment that this means, within a minute: autumn has an hour twice.</param>
    /// <param name="shown">By the clock afterwards.</param>
    /// <param name="least">From when the answer to the set was there until the question left: so much has passed, less what was added for the way.</param>
    /// <param name="most">From when the set left until the answer to the question was there: more has not.</param>
    /// <param name="zone">Null: the device does not tell.</param>
    /// <param name="node">The zone of this node, which then is assumed.</param>
    public static bool IsKept(
        DateTime target, DateTimeOffset meant, DateTime shown, TimeSpan least, TimeSpan most, DeviceZone? zone, TimeSpan node)
    {
        // As moments: between the two, a clock may be put forward or back for summer.
        var its = zone ?? new DeviceZone(node);
        var wanted = its.ToUtc(target, meant.UtcDateTime);
        var passed = its.ToUtc(shown, wanted + least) - wanted;
        return passed >= least - Coarse && passed <= most + Coarse;
    }
}

using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Contracts.Clock;

/// <summary>Questions about a device's clock.</summary>
public static class ClockQuery
{
    public sealed record Read(DeviceId Device) : SessionRequest<ClockReport>(Device)
    {
        public override bool IsOrder => false;

        public override string Words => "read clock";
    }

    /// <summary>What was measured since the device is on this node, and how fast its clock goes.</summary>
    public sealed record GetDrift(DeviceId Device) : SessionRequest<ClockDrift>(Device)
    {
        public override bool IsOrder => false;

        public override string Words => "clock drift";
    }
}

/// <summary>Orders about a device's clock.</summary>
public static class ClockOrder
{
    /// <summary>Sets the clock; null: to the cluster's time at the moment at which it arrives. Answered by how it goes afterwards.</summary>
    public sealed record SetTo(DeviceId Device, DateTimeOffset? To) : SessionRequest<ClockReport>(Device)
    {
        public override bool IsOrder => true;

        public override string Words => To is { } to ? $"set clock to {to.ToUniversalTime():yyyy-MM-dd HH:mm:ss'Z'}" : "set clock to cluster time";
    }
}

/// <summary>How a device's clock stands to the cluster's.</summary>
/// <param name="Device">Which.</param>
/// <param name="Shown">What the clock showed, in the device's own zone, to the second.</param>
/// <param name="At">The cluster's time at that moment: half of the round trip after the question.</param>
/// <param name="RoundTrip">From the question to the answer; half of it, and half of the clock's second, is how far the offset may be wrong.</param>
/// <param name="Zone">The device's zone beside UTC, without daylight saving; null: the device does not tell, then the node's is assumed.</param>
/// <param name="DaylightSaving">Whether its rule says that it is summer at that moment; null: it has no rule, or none that is known.</param>
/// <param name="Offset">Device minus cluster, both as UTC.</param>
/// <param name="Ntp">The device sets itself by NTP; null: it does not tell.</param>
public sealed record ClockReport(
    DeviceId Device,
    DateTime Shown,
    DateTimeOffset At,
    TimeSpan RoundTrip,
    TimeSpan? Zone,
    bool? DaylightSaving,
    TimeSpan Offset,
    bool? Ntp) : IForDevice;

/// <summary>Samples, oldest first, and how many seconds a day the clock gains (null: too few samples, or it was set between).</summary>
public sealed record ClockDrift(DeviceId Device, ImmutableArray<ClockSample> Samples, double? SecondsPerDay) : IForDevice
{
    public const int MaxSamples = 256;
}

/// <summary>One measured offset, device minus cluster.</summary>
public sealed record ClockSample(DateTimeOffset At, TimeSpan Offset, TimeSpan RoundTrip);

using System.Collections.Immutable;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Wire;
using Google.Protobuf.WellKnownTypes;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>Questions and orders about a device's clock, and its answers.</summary>
internal static class ClockMessages
{
    public static ImmutableArray<WireType> Types { get; } =
    [
        WireType.Of<ClockQuery.Read, DeviceOnly>("k1", m => new() { Device = m.Device.Value }, DeviceOnly.Parser, d => new(new(d.Device))),
        WireType.Of<ClockQuery.GetDrift, DeviceOnly>("k2", m => new() { Device = m.Device.Value }, DeviceOnly.Parser, d => new(new(d.Device))),
        WireType.Of<ClockOrder.SetTo, SetClockData>(
            "k3", m => new() { Device = m.Device.Value, To = m.To.ToWire() }, SetClockData.Parser, d => new(new(d.Device), d.To.OrNull())),
        WireType.Of("k4", ToWire, ClockReportData.Parser, FromWire),
        WireType.Of("k5", ToWire, ClockDriftData.Parser, d => new ClockDrift(
            new(d.Device),
            Allowed.List(d.Samples, ClockDrift.MaxSamples, "samples", FromWire),
            d.HasSecondsPerDay ? Allowed.Number(d.SecondsPerDay, "the drift") : null)),
    ];

    private static ClockReportData ToWire(ClockReport m)
    {
        var data = new ClockReportData
        {
            Device = m.Device.Value,
            Shown = Timestamp.FromDateTime(DateTime.SpecifyKind(m.Shown, DateTimeKind.Utc)),
            At = m.At.ToWire(),
            RoundTrip = Duration.FromTimeSpan(m.RoundTrip),
            Zone = m.Zone is { } zone ? Duration.FromTimeSpan(zone) : null,
            Offset = Duration.FromTimeSpan(m.Offset),
        };
        if (m.DaylightSaving is { } summer)
            data.DaylightSaving = summer;
        if (m.Ntp is { } ntp)
            data.Ntp = ntp;
        return data;
    }

    private static ClockReport FromWire(ClockReportData d) => new(
        new(d.Device),
        DateTime.SpecifyKind((d.Shown ?? throw new ArgumentException("what the clock showed is missing")).ToDateTime(), DateTimeKind.Unspecified),
        d.At.FromWire(),
        Allowed.Time(d.RoundTrip, "the round trip"),
        d.Zone?.ToTimeSpan(),
        d.HasDaylightSaving ? d.DaylightSaving : null,
        Allowed.Time(d.Offset, "the offset"),
        d.HasNtp ? d.Ntp : null);

    private static ClockDriftData ToWire(ClockDrift m)
    {
        var data = new ClockDriftData { Device = m.Device.Value, Samples = { m.Samples.Select(ToWire) } };
        if (m.SecondsPerDay is { } seconds)
            data.SecondsPerDay = seconds;
        return data;
    }

    private static ClockSampleData ToWire(ClockSample m) => new()
    {
        At = m.At.ToWire(),
        Offset = Duration.FromTimeSpan(m.Offset),
        RoundTrip = Duration.FromTimeSpan(m.RoundTrip),
    };

    private static ClockSample FromWire(ClockSampleData d) =>
        new(d.At.FromWire(), Allowed.Time(d.Offset, "the offset"), Allowed.Time(d.RoundTrip, "the round trip"));
}

using System.Collections.Immutable;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Contracts.Wire;
using Google.Protobuf.WellKnownTypes;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>Questions about a camera that can be moved, and all its answers.</summary>
internal static class PtzMessages
{
    public static ImmutableArray<WireType> Types { get; } =
    [
        WireType.Of<PtzQuery.GetCapabilities, PtzChannelData>(
            "z11", m => new() { Device = m.Device.Value, Channel = m.Channel }, PtzChannelData.Parser, d => new(new(d.Device), d.Channel)),
        WireType.Of<PtzQuery.GetStatus, PtzChannelData>(
            "z12", m => new() { Device = m.Device.Value, Channel = m.Channel }, PtzChannelData.Parser, d => new(new(d.Device), d.Channel)),
        WireType.Of<PtzQuery.AwaitLeaseEnd, PtzAwaitLeaseEndData>(
            "z13",
            m => new() { Device = m.Device.Value, Channel = m.Channel, Holder = m.Holder, For = Duration.FromTimeSpan(m.For) },
            PtzAwaitLeaseEndData.Parser,
            d => new(new(d.Device), d.Channel, Allowed.Name(d.Holder, PtzHolder.MaxName, "the holder"), Allowed.Time(d.For, "for how long"))),
        WireType.Of<PtzDone, PtzDoneData>(
            "z14", m => new() { Device = m.Device.Value, Channel = m.Channel, Lease = ToWire(m.Lease) }, PtzDoneData.Parser,
            d => new(new(d.Device), d.Channel, OrNull(d.Lease))),
        WireType.Of<PtzLeaseEnd, PtzLeaseEndData>(
            "z15",
            m => new() { Device = m.Device.Value, Channel = m.Channel, TakenBy = m.TakenBy?.ToWire(), Reason = m.Reason },
            PtzLeaseEndData.Parser,
            d => new(new(d.Device), d.Channel, d.TakenBy.OrNull(), Allowed.Text(d.Reason, PtzLeaseEnd.MaxReason, "the reason"))),
        WireType.Of("z16", ToWire, PtzStatusData.Parser, FromWire),
        WireType.Of("z17", ToWire, PtzCapabilitiesData.Parser, FromWire),
    ];

    private static PtzLeaseData? ToWire(PtzLease? m) =>
        m is null ? null : new() { Holder = m.Holder.ToWire(), Since = m.Since.ToWire(), Until = m.Until.ToWire() };

    private static PtzLease? OrNull(PtzLeaseData? d) => d is null ? null : new(d.Holder.FromWire(), d.Since.FromWire(), d.Until.FromWire());

    private static PtzStatusData ToWire(PtzStatus m)
    {
        var data = new PtzStatusData
        {
            Device = m.Device.Value,
            Channel = m.Channel,
            Presets = { m.Presets.Select(preset => new PtzPresetData { Number = preset.Number, Name = preset.Name }) },
            Lease = ToWire(m.Lease),
        };
        if (m.Pan is { } pan)
            data.Pan = pan;
        if (m.Tilt is { } tilt)
            data.Tilt = tilt;
        if (m.Zoom is { } zoom)
            data.Zoom = zoom;
        if (m.Moving is { } moving)
            data.Moving = moving;
        return data;
    }

    private static PtzStatus FromWire(PtzStatusData d) => new(
        new(d.Device),
        d.Channel,
        d.HasPan ? Allowed.Number(d.Pan, "pan") : null,
        d.HasTilt ? Allowed.Number(d.Tilt, "tilt") : null,
        d.HasZoom ? Allowed.Number(d.Zoom, "zoom") : null,
        d.HasMoving ? d.Moving : null,
        Allowed.List(d.Presets, PtzStatus.MaxPresets, "presets", preset => new PtzPreset(
            preset.Number, Allowed.Bytes(preset.Name, PtzPreset.MaxNameBytes, "the name of a preset"))),
        OrNull(d.Lease));

    private static PtzCapabilitiesData ToWire(PtzCapabilities m) => new()
    {
        Device = m.Device.Value,
        Channel = m.Channel,
        Protocol = m.Protocol,
        Pan = m.Pan,
        Tilt = m.Tilt,
        Zoom = m.Zoom,
        Focus = m.Focus,
        Iris = m.Iris,
        AutoPan = m.AutoPan,
        AutoScan = m.AutoScan,
        Menu = m.Menu,
        MovesAbsolutely = m.MovesAbsolutely,
        MovesContinuously = m.MovesContinuously,
        Presets = m.Presets is { } presets ? ToWire(presets) : null,
        Tours = m.Tours is { } tours ? ToWire(tours) : null,
        Patterns = m.Patterns is { } patterns ? ToWire(patterns) : null,
        PanAngle = ToWire(m.PanAngle),
        TiltAngle = ToWire(m.TiltAngle),
        Scans = m.Scans is { } scans ? ToWire(scans) : null,
    };

    private static PtzCapabilities FromWire(PtzCapabilitiesData d) => new(
        new(d.Device),
        d.Channel,
        Allowed.Text(d.Protocol, PtzCapabilities.MaxProtocol, "the protocol"),
        d.Pan,
        d.Tilt,
        d.Zoom,
        d.Focus,
        d.Iris,
        d.AutoPan,
        d.AutoScan,
        d.Menu,
        d.MovesAbsolutely,
        d.MovesContinuously,
        OrNull(d.Presets),
        OrNull(d.Tours),
        OrNull(d.Patterns),
        OrNull(d.PanAngle) ?? default,
        OrNull(d.TiltAngle) ?? default,
        OrNull(d.Scans));

    private static PtzRangeData ToWire(PtzRange m) => new() { Least = m.Least, Most = m.Most };

    private static PtzRange? OrNull(PtzRangeData? d) => d is null ? null : new PtzRange(d.Least, d.Most);
}

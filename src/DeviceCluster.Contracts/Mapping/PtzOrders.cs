using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Contracts.Wire;
using Google.Protobuf.WellKnownTypes;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>Orders to a camera that can be moved. Whether the camera can do it, its owner says, in words; here only what no camera has is not read.</summary>
internal static class PtzOrders
{
    public static ImmutableArray<WireType> Types { get; } =
    [
        WireType.Of<PtzOrder.Move, PtzMoveData>(
            "z1",
            m => new() { Target = Target(m), Pan = m.Pan, Tilt = m.Tilt, Zoom = m.Zoom, For = Duration.FromTimeSpan(m.For) },
            PtzMoveData.Parser,
            d => new(
                Device(d.Target), d.Target.Channel, By(d.Target),
                Allowed.Number(d.Pan, "pan"), Allowed.Number(d.Tilt, "tilt"), Allowed.Number(d.Zoom, "zoom"), Time(d.For))),
        WireType.Of<PtzOrder.MoveTo, PtzMoveToData>(
            "z2",
            m => new() { Target = Target(m), Pan = m.Pan, Tilt = m.Tilt, Zoom = m.Zoom, Speed = m.Speed },
            PtzMoveToData.Parser,
            d => new(
                Device(d.Target), d.Target.Channel, By(d.Target),
                Allowed.Number(d.Pan, "pan"), Allowed.Number(d.Tilt, "tilt"), d.Zoom, Allowed.Number(d.Speed, "the speed"))),
        WireType.Of<PtzOrder.Turn, PtzTurnData>(
            "z3",
            m => new() { Target = Target(m), Lens = (int)m.Lens, Speed = m.Speed, For = Duration.FromTimeSpan(m.For) },
            PtzTurnData.Parser,
            d => new(Device(d.Target), d.Target.Channel, By(d.Target), Allowed.Defined<PtzLens>(d.Lens), d.Speed, Time(d.For))),
        WireType.Of<PtzOrder.StopMoving, PtzTargetData>("z4", Target, PtzTargetData.Parser, d => new(Device(d), d.Channel, By(d))),
        WireType.Of("z5", ToWire, PtzPresetOrderData.Parser, FromWire),
        WireType.Of("z6", ToWire, PtzProgrammeData.Parser, FromWire),
        WireType.Of<PtzOrder.Menu, PtzMenuData>(
            "z7", m => new() { Target = Target(m), Key = (int)m.Key }, PtzMenuData.Parser,
            d => new(Device(d.Target), d.Target.Channel, By(d.Target), Allowed.Defined<MenuKey>(d.Key))),
        WireType.Of<PtzOrder.Command, PtzCommandData>(
            "z8",
            m => new() { Target = Target(m), Number = m.Number, First = m.First, Second = m.Second, Third = m.Third },
            PtzCommandData.Parser,
            d => new(Device(d.Target), d.Target.Channel, By(d.Target), d.Number, d.First, d.Second, d.Third)),
        WireType.Of<PtzOrder.Take, PtzTakeData>(
            "z9", m => new() { Target = Target(m), For = Duration.FromTimeSpan(m.For) }, PtzTakeData.Parser,
            d => new(Device(d.Target), d.Target.Channel, By(d.Target), Time(d.For))),
        WireType.Of<PtzOrder.Release, PtzTargetData>("z10", Target, PtzTargetData.Parser, d => new(Device(d), d.Channel, By(d))),
    ];

    public static PtzHolderData ToWire(this PtzHolder holder) => new() { Name = holder.Name, Priority = holder.Priority };

    public static PtzHolder? OrNull(this PtzHolderData? d) => d is null
        ? null
        : new(
            Allowed.Name(d.Name, PtzHolder.MaxName, "the name of the holder"),
            Allowed.Within(d.Priority, 0, PtzHolder.MaxPriority, "the priority"));

    public static PtzHolder FromWire(this PtzHolderData? d) => d.OrNull() ?? throw new ArgumentException("the holder is missing");

    private static PtzTargetData Target(PtzOrder m) => new() { Device = m.Device.Value, Channel = m.Channel, By = m.By.ToWire() };

    private static DeviceId Device(PtzTargetData? d) =>
        d is null ? throw new ArgumentException("whose camera it is, is missing") : new(d.Device);

    private static PtzHolder By(PtzTargetData d) => d.By.FromWire();

    private static TimeSpan Time(Duration? time) => Allowed.Time(time, "for how long");

    private static PtzPresetOrderData ToWire(PtzOrder.Preset m)
    {
        var data = new PtzPresetOrderData { Target = Target(m), Action = (int)m.Action, Number = m.Number };
        if (m.Name is { } name)
            data.Name = name;
        return data;
    }

    private static PtzOrder.Preset FromWire(PtzPresetOrderData d) => new(
        Device(d.Target), d.Target.Channel, By(d.Target), Allowed.Defined<PresetAction>(d.Action), d.Number,
        d.HasName ? Allowed.Bytes(d.Name, PtzPreset.MaxNameBytes, "the name of the preset") : null);

    private static PtzProgrammeData ToWire(PtzOrder.Programme m)
    {
        var data = new PtzProgrammeData { Target = Target(m), Kind = (int)m.Kind, Action = (int)m.Action, Number = m.Number };
        if (m.PresetNumber is { } preset)
            data.PresetNumber = preset;
        return data;
    }

    private static PtzOrder.Programme FromWire(PtzProgrammeData d) => new(
        Device(d.Target), d.Target.Channel, By(d.Target), Allowed.Defined<ProgrammeKind>(d.Kind), Allowed.Defined<ProgrammeAction>(d.Action),
        d.Number, d.HasPresetNumber ? d.PresetNumber : null);
}

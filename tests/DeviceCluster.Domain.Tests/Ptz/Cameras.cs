using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Tests.Ptz;

/// <summary>Cameras, holders and orders that tests of steering share.</summary>
internal static class Cameras
{
    public static readonly DeviceId Gate = new("gate");
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly PtzHolder Ann = new("ann");
    public static readonly PtzHolder Bob = new("bob");
    public static readonly PtzHolder Chief = new("chief", 90);

    public static PtzCapabilities Dome { get; } = new(
        Gate, 1, "DH-SD1", Pan: true, Tilt: true, Zoom: true, Focus: true, Iris: true, AutoPan: true, AutoScan: true, Menu: true,
        MovesAbsolutely: false, MovesContinuously: false, new PtzRange(1, 80), new PtzRange(1, 8), new PtzRange(1, 5), new PtzRange(0, 360), new PtzRange(-15, 90), new PtzRange(1, 5));

    public static PtzCapabilities Fixed { get; } = new(
        Gate, 2, "", Pan: false, Tilt: false, Zoom: false, Focus: false, Iris: false, AutoPan: false, AutoScan: false, Menu: false,
        MovesAbsolutely: false, MovesContinuously: false, null, null, null, default, default);

    public static PtzOrder.Move Right(PtzHolder by, double seconds = 1) => new(Gate, 1, by, 0.5, 0, 0, TimeSpan.FromSeconds(seconds));

    public static PtzOrder.Turn Near(PtzHolder by, double seconds = 1) => new(Gate, 1, by, PtzLens.FocusNear, 5, TimeSpan.FromSeconds(seconds));

    public static PtzOrder.StopMoving Stop(PtzHolder by) => new(Gate, 1, by);

    public static PtzOrder.Take Take(PtzHolder by, double seconds = 60) => new(Gate, 1, by, TimeSpan.FromSeconds(seconds));

    public static PtzOrder.Release Release(PtzHolder by) => new(Gate, 1, by);

    public static PtzOrder.Preset GoTo(PtzHolder by, int number = 1) => new(Gate, 1, by, PresetAction.GoTo, number, null);

    public static PtzOrder.Preset Set(PtzHolder by, int number = 1, string? name = null) => new(Gate, 1, by, PresetAction.Set, number, name);

    public static PtzOrder.Programme Tour(PtzHolder by, ProgrammeAction action, int number = 1, int? preset = null) =>
        new(Gate, 1, by, ProgrammeKind.Tour, action, number, preset);
}

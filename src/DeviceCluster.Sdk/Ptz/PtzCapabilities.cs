using DeviceCluster.Sdk.Interop;

namespace DeviceCluster.Sdk.Ptz;

/// <summary>What a camera says it can do. What a device does not tell counts as not to be done.</summary>
public sealed record PtzCapabilities
{
    /// <summary>Of the protocol by which the camera is steered.</summary>
    public required string Protocol { get; init; }

    public required bool Pan { get; init; }
    public required bool Tilt { get; init; }
    public required bool Zoom { get; init; }
    public required bool Focus { get; init; }
    public required bool Iris { get; init; }
    public required bool AutoPan { get; init; }
    public required bool AutoScan { get; init; }
    public required bool Menu { get; init; }
    public required bool MovesAbsolutely { get; init; }
    public required bool MovesContinuously { get; init; }

    /// <summary>Numbers of presets; null = it has none.</summary>
    public required PtzRange? Presets { get; init; }

    public required PtzRange? Tours { get; init; }
    public required PtzRange? Patterns { get; init; }

    /// <summary>Numbers of scans; 0 to 0 = it scans and tells none.</summary>
    public required PtzRange? Scans { get; init; }

    public required PtzRange? Aux { get; init; }
    public required PtzRange PanSpeed { get; init; }
    public required PtzRange TiltSpeed { get; init; }

    /// <summary>Degrees.</summary>
    public required PtzRange PanAngle { get; init; }

    public required PtzRange TiltAngle { get; init; }

    internal static PtzCapabilities Of(in NativePtzCaps caps) => new()
    {
        Protocol = NativeText.Read(caps.Name),
        Pan = caps.Pan != 0,
        Tilt = caps.Tilt != 0,
        Zoom = caps.Zoom != 0,
        Focus = caps.Focus != 0,
        Iris = caps.Iris != 0,
        AutoPan = caps.AutoPan != 0,
        AutoScan = caps.AutoScan != 0,
        Menu = caps.Menu != 0,
        MovesAbsolutely = caps.MoveAbsolutely != 0,
        MovesContinuously = caps.MoveContinuously != 0,
        Presets = Range(caps.Preset, caps.PresetMin, caps.PresetMax),
        Tours = Range(caps.Tour, caps.TourMin, caps.TourMax),
        Patterns = Range(caps.Pattern, caps.PatternMin, caps.PatternMax),
        Scans = Range(caps.AutoScan, caps.AutoScanMin, caps.AutoScanMax),
        Aux = Range(caps.Aux, caps.AuxMin, caps.AuxMax),
        PanSpeed = new PtzRange(caps.PanSpeedMin, caps.PanSpeedMax),
        TiltSpeed = new PtzRange(caps.TiltSpeedMin, caps.TiltSpeedMax),
        PanAngle = new PtzRange(caps.MotionRange.PanMin, caps.MotionRange.PanMax),
        TiltAngle = new PtzRange(caps.MotionRange.TiltMin, caps.MotionRange.TiltMax),
    };

    private static PtzRange? Range(int has, ushort least, ushort most) => has != 0 ? new PtzRange(least, most) : null;
}

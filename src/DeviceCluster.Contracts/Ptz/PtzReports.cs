using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Contracts.Ptz;

/// <summary>The order is carried out; who has the camera now, and until when.</summary>
public sealed record PtzDone(DeviceId Device, int Channel, PtzLease? Lease) : IForDevice;

/// <summary>Who has a camera.</summary>
public sealed record PtzLease(PtzHolder Holder, DateTimeOffset Since, DateTimeOffset Until);

/// <summary>The lease is over. <paramref name="TakenBy"/> null: it ran out, was given back or the session ended, as <paramref name="Reason"/> says.</summary>
public sealed record PtzLeaseEnd(DeviceId Device, int Channel, PtzHolder? TakenBy, string Reason) : IForDevice
{
    public const int MaxReason = 256;
}

/// <summary>Where a camera looks. Null: it does not tell.</summary>
/// <param name="Device">Which.</param>
/// <param name="Channel">Counts from 1.</param>
/// <param name="Pan">Degrees.</param>
/// <param name="Tilt">Degrees.</param>
/// <param name="Zoom">As the camera counts it.</param>
/// <param name="Moving">Whether it moves.</param>
/// <param name="Presets">Those that are set.</param>
/// <param name="Lease">Who has it now.</param>
public sealed record PtzStatus(
    DeviceId Device,
    int Channel,
    double? Pan,
    double? Tilt,
    double? Zoom,
    bool? Moving,
    ImmutableArray<PtzPreset> Presets,
    PtzLease? Lease) : IForDevice
{
    public const int MaxPresets = 512;
}

/// <summary>A place that a camera keeps.</summary>
public sealed record PtzPreset(int Number, string Name)
{
    /// <summary>The ABI has 64, the last one zero.</summary>
    public const int MaxNameBytes = 63;
}

/// <summary>What a camera says it can do; what it does not tell counts as not to be done, but for going to a place, which many do and do not tell.</summary>
public sealed record PtzCapabilities(
    DeviceId Device,
    int Channel,
    string Protocol,
    bool Pan,
    bool Tilt,
    bool Zoom,
    bool Focus,
    bool Iris,
    bool AutoPan,
    bool AutoScan,
    bool Menu,
    bool MovesAbsolutely,
    bool MovesContinuously,
    PtzRange? Presets,
    PtzRange? Tours,
    PtzRange? Patterns,
    PtzRange PanAngle,
    PtzRange TiltAngle,
    PtzRange? Scans = null) : IForDevice
{
    public const int MaxProtocol = 64;
}

/// <summary>From the least to the most.</summary>
public readonly record struct PtzRange(int Least, int Most);

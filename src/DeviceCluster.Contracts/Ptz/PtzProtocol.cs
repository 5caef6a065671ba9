using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Contracts.Ptz;

/// <summary>
/// Who moves a camera. The first to move it has it while he goes on, and a lease for longer; who has the higher priority takes it over.
/// </summary>
/// <param name="Name">The same name is the same holder: 1 to 64 characters.</param>
/// <param name="Priority">0 to 100.</param>
public sealed record PtzHolder(string Name, int Priority = PtzHolder.DefaultPriority)
{
    public const int MaxName = 64;
    public const int DefaultPriority = 50;
    public const int MaxPriority = 100;
}

/// <summary>An order to the camera of a channel. All are answered by <see cref="PtzDone"/>, all obey the lease.</summary>
public abstract record PtzOrder(DeviceId Device, int Channel, PtzHolder By) : SessionRequest<PtzDone>(Device)
{
    public override bool IsOrder => true;

    // Who holds the camera need not be who gives the order.
    private string Said(FormattableString what, FormattableString? values = null) => FormattableString.Invariant(
        $"ptz {FormattableString.Invariant(what)} of channel {Channel} as {By.Name} (priority {By.Priority}){(values is null ? "" : $": {FormattableString.Invariant(values)}")}");

    /// <summary>
    /// Moves until <paramref name="For"/> is over, unless it is ordered again before: shares of the highest speed, -1 to 1; right, up and closer
    /// are positive. The device is told to end it by itself too.
    /// </summary>
    public sealed record Move(DeviceId Device, int Channel, PtzHolder By, double Pan, double Tilt, double Zoom, TimeSpan For)
        : PtzOrder(Device, Channel, By)
    {
        public override string Words => Said($"move", $"pan {Pan:0.##}, tilt {Tilt:0.##}, zoom {Zoom:0.##}, {For.TotalSeconds:0.##} s");
    }

    /// <summary>Degrees, a zoom level 0 to 128, and a speed above 0 up to 1.</summary>
    public sealed record MoveTo(DeviceId Device, int Channel, PtzHolder By, double Pan, double Tilt, int Zoom, double Speed)
        : PtzOrder(Device, Channel, By)
    {
        public override string Words => Said($"goto", $"pan {Pan:0.##}, tilt {Tilt:0.##}, zoom {Zoom}, speed {Speed:0.##}");
    }

    /// <summary>Turns the lens for <paramref name="For"/>: near or far, open or closed.</summary>
    public sealed record Turn(DeviceId Device, int Channel, PtzHolder By, PtzLens Lens, int Speed, TimeSpan For) : PtzOrder(Device, Channel, By)
    {
        public override string Words => Said($"{Lens}", $"speed {Speed}, {For.TotalSeconds:0.##} s");
    }

    /// <summary>Ends every move of the channel. It needs no lease: whoever sees danger may stop a camera.</summary>
    public sealed record StopMoving(DeviceId Device, int Channel, PtzHolder By) : PtzOrder(Device, Channel, By)
    {
        public override string Words => Said($"stop");

        public override bool IsNeverLate => true;
    }

    /// <summary><paramref name="Name"/> only with <see cref="PresetAction.Set"/>: at most <see cref="PtzPreset.MaxNameBytes"/> in UTF-8.</summary>
    public sealed record Preset(DeviceId Device, int Channel, PtzHolder By, PresetAction Action, int Number, string? Name)
        : PtzOrder(Device, Channel, By)
    {
        public override string Words => Name is null ? Said($"preset {Number} {Action}") : Said($"preset {Number} {Action}", $"name '{Name}'");
    }

    /// <summary><paramref name="PresetNumber"/> is the preset that is added to a tour or taken out of it.</summary>
    public sealed record Programme(DeviceId Device, int Channel, PtzHolder By, ProgrammeKind Kind, ProgrammeAction Action, int Number, int? PresetNumber)
        : PtzOrder(Device, Channel, By)
    {
        public override string Words => PresetNumber is { } preset ? Said($"{Kind} {Number} {Action}", $"preset {preset}") : Said($"{Kind} {Number} {Action}");
    }

    /// <summary>A key of the menu that the camera draws into its picture.</summary>
    public sealed record Menu(DeviceId Device, int Channel, PtzHolder By, MenuKey Key) : PtzOrder(Device, Channel, By)
    {
        public override string Words => Said($"menu {Key}");
    }

    /// <summary>
    /// Any of the 76 commands of the ABI by its number, with its parameters: for what has no order of its own. Continuous moves are refused:
    /// nobody would end them.
    /// </summary>
    public sealed record Command(DeviceId Device, int Channel, PtzHolder By, int Number, int First, int Second, int Third)
        : PtzOrder(Device, Channel, By)
    {
        public override string Words => Said($"command {Number}", $"parameters {First}, {Second}, {Third}");
    }

    /// <summary>Keeps the camera for <paramref name="For"/>, from now on; again before it is over, to keep it.</summary>
    public sealed record Take(DeviceId Device, int Channel, PtzHolder By, TimeSpan For) : PtzOrder(Device, Channel, By)
    {
        public override string Words => Said($"lease", $"{For.TotalSeconds:0.##} s");
    }

    /// <summary>Gives the camera back, and stops it if it moves.</summary>
    public sealed record Release(DeviceId Device, int Channel, PtzHolder By) : PtzOrder(Device, Channel, By)
    {
        public override string Words => Said($"release");
    }
}

/// <summary>Questions about a camera that can be moved.</summary>
public static class PtzQuery
{
    public sealed record GetCapabilities(DeviceId Device, int Channel) : SessionRequest<PtzCapabilities>(Device)
    {
        public override bool IsOrder => false;

        public override string Words => $"ptz capabilities of channel {Channel}";
    }

    public sealed record GetStatus(DeviceId Device, int Channel) : SessionRequest<PtzStatus>(Device)
    {
        public override bool IsOrder => false;

        public override string Words => $"ptz status of channel {Channel}";
    }

    /// <summary>Answered by <see cref="PtzLeaseEnd"/> when the holder has lost the camera; asked again after <paramref name="For"/>.</summary>
    public sealed record AwaitLeaseEnd(DeviceId Device, int Channel, string Holder, TimeSpan For) : SessionRequest<PtzLeaseEnd>(Device)
    {
        public override bool IsOrder => false;

        public override string Words => $"ptz lease of channel {Channel}";
    }
}

/// <summary>What a lens can be told.</summary>
public enum PtzLens
{
    FocusNear = 1,
    FocusFar = 2,
    IrisOpen = 3,
    IrisClose = 4,
}

/// <summary>What can be done with a preset.</summary>
public enum PresetAction
{
    GoTo = 1,
    Set = 2,
    Delete = 3,
}

/// <summary>Programmes that a camera carries out by itself.</summary>
public enum ProgrammeKind
{
    /// <summary>From preset to preset.</summary>
    Tour = 1,

    /// <summary>From the left border to the right one and back.</summary>
    Scan = 2,

    /// <summary>A recorded way.</summary>
    Pattern = 3,

    /// <summary>Round and round.</summary>
    Pan = 4,
}

/// <summary>What can be done with a programme; not all kinds know all.</summary>
public enum ProgrammeAction
{
    Start = 1,
    Stop = 2,

    /// <summary>Of a tour: a preset more.</summary>
    AddPreset = 3,

    /// <summary>Of a tour: a preset less.</summary>
    RemovePreset = 4,

    /// <summary>Of a tour: all of it.</summary>
    Clear = 5,

    /// <summary>Of a scan: where the camera looks now.</summary>
    SetLeft = 6,

    /// <summary>Of a scan: where the camera looks now.</summary>
    SetRight = 7,

    /// <summary>Of a pattern: from here on it is recorded.</summary>
    RecordBegin = 8,

    /// <summary>Of a pattern: until here.</summary>
    RecordEnd = 9,
}

/// <summary>Keys of a camera's menu.</summary>
public enum MenuKey
{
    Open = 1,
    Close = 2,
    Up = 3,
    Down = 4,
    Left = 5,
    Right = 6,
    Enter = 7,
    Cancel = 8,
}

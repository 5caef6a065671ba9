using System.Globalization;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;

namespace DeviceCluster.Domain.Ptz;

/// <summary>Whether a camera can do what is ordered. What it cannot do is refused with what it can, before anything is sent.</summary>
public static class PtzAbilities
{
    private static readonly (PtzAbility Ability, string Name, string Verb)[] Words =
    [
        (PtzAbility.Pan, "pan", "pan"),
        (PtzAbility.Tilt, "tilt", "tilt"),
        (PtzAbility.Zoom, "zoom", "zoom"),
        (PtzAbility.Focus, "focus", "focus"),
        (PtzAbility.Iris, "iris", "open and close its iris"),
        (PtzAbility.Presets, "presets", "go to presets"),
        (PtzAbility.Tours, "tours", "go on tours"),
        (PtzAbility.Patterns, "patterns", "follow patterns"),
        (PtzAbility.Scan, "scan", "scan"),
        (PtzAbility.AutoPan, "turning round and round", "turn round and round"),
        (PtzAbility.Menu, "menu", "show a menu"),
    ];

    public static DeviceReply.Refused? Check(PtzOrder order, PtzCapabilities camera)
    {
        var has = Of(camera);
        if (order is PtzOrder.Take && has == PtzAbility.None)
            return Cannot(order, "cannot be moved", has);
        if ((Needs(order) & ~has) is var lacks and not PtzAbility.None)
            return Cannot(order, $"has no {Join(Words.Where(word => lacks.HasFlag(word.Ability)).Select(word => word.Name), "and no")}", has);

        return order switch
        {
            PtzOrder.Preset o => Within("preset", "presets", o.Number, camera.Presets),
            PtzOrder.Programme { Kind: ProgrammeKind.Tour } o => Within("tour", "tours", o.Number, camera.Tours) ?? OfTour(o, camera),
            PtzOrder.Programme { Kind: ProgrammeKind.Pattern } o => Within("pattern", "patterns", o.Number, camera.Patterns),
            PtzOrder.Programme { Kind: ProgrammeKind.Scan } o => Within("scan", "scans", o.Number, camera.Scans),
            PtzOrder.MoveTo o => Angle("pan", o.Pan, camera.PanAngle) ?? Angle("tilt", o.Tilt, camera.TiltAngle),
            _ => null,
        };
    }

    public static PtzAbility Of(PtzCapabilities camera) =>
        If(camera.Pan, PtzAbility.Pan) | If(camera.Tilt, PtzAbility.Tilt) | If(camera.Zoom, PtzAbility.Zoom)
        | If(camera.Focus, PtzAbility.Focus) | If(camera.Iris, PtzAbility.Iris)
        | If(camera.Presets is not null, PtzAbility.Presets) | If(camera.Tours is not null, PtzAbility.Tours)
        | If(camera.Patterns is not null, PtzAbility.Patterns) | If(camera.AutoScan, PtzAbility.Scan)
        | If(camera.AutoPan, PtzAbility.AutoPan) | If(camera.Menu, PtzAbility.Menu);

    private static PtzAbility Needs(PtzOrder order) => order switch
    {
        PtzOrder.Move o => If(o.Pan != 0, PtzAbility.Pan) | If(o.Tilt != 0, PtzAbility.Tilt) | If(o.Zoom != 0, PtzAbility.Zoom),
        PtzOrder.MoveTo o => PtzAbility.Pan | PtzAbility.Tilt | If(o.Zoom > 0, PtzAbility.Zoom),
        PtzOrder.Turn o => o.Lens is PtzLens.FocusNear or PtzLens.FocusFar ? PtzAbility.Focus : PtzAbility.Iris,
        PtzOrder.Preset => PtzAbility.Presets,
        PtzOrder.Programme o => o.Kind switch
        {
            ProgrammeKind.Tour => PtzAbility.Tours,
            ProgrammeKind.Pattern => PtzAbility.Patterns,
            ProgrammeKind.Scan => PtzAbility.Scan,
            _ => PtzAbility.AutoPan,
        },
        PtzOrder.Menu => PtzAbility.Menu,
        PtzOrder.Command o => PtzCommandTable.Find(o.Number)?.Needs ?? PtzAbility.None,
        _ => PtzAbility.None,
    };

    private static DeviceReply.Refused? OfTour(PtzOrder.Programme order, PtzCapabilities camera) =>
        order.PresetNumber is { } preset && camera.Presets is { } presets ? Within("preset", "presets", preset, presets) : null;

    private static DeviceReply.Refused? Within(string one, string many, int number, PtzRange? range) =>
        range is { } known && (known.Least, known.Most) != (0, 0) && (number < known.Least || number > known.Most)
            ? PtzRefusals.Invalid(Text($"this camera has no {one} {number}: its {many} are {known.Least} to {known.Most}"), $"use one of its {many}")
            : null;

    private static DeviceReply.Refused? Angle(string what, double degrees, PtzRange range) =>
        (range.Least, range.Most) != (0, 0) && (degrees < range.Least || degrees > range.Most)
            ? PtzRefusals.Invalid(
                Text($"this camera does not {what} to {degrees} degrees: it goes from {range.Least} to {range.Most}"), "send it to a place within its range")
            : null;

    private static DeviceReply.Refused Cannot(PtzOrder order, string lack, PtzAbility has) => PtzRefusals.Invalid(
        has == PtzAbility.None
            ? $"this camera {lack}; it stands fast"
            : $"this camera {lack}; it can {Join(Words.Where(word => has.HasFlag(word.Ability)).Select(word => word.Verb), "and")}",
        Text($"order what it can do: 'device capabilities {order.Device} -channel {order.Channel}' tells it"));

    private static string Join(IEnumerable<string> words, string and)
    {
        string[] all = [.. words];
        return all is [var only] ? only : $"{string.Join(", ", all[..^1])} {and} {all[^1]}";
    }

    private static PtzAbility If(bool has, PtzAbility ability) => has ? ability : PtzAbility.None;

    private static string Text(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}

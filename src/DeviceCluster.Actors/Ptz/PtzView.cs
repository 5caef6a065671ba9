using System.Collections.Immutable;
using System.Text.Json;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Domain.Ptz;

namespace DeviceCluster.Actors.Ptz;

/// <summary>Where a camera says it looks, and the places it keeps. What it does not tell, or tells in no known form, is null or left out.</summary>
internal sealed record PtzView(double? Pan, double? Tilt, double? Zoom, bool? Moving, ImmutableArray<PtzPreset> Presets)
{
    public const string StatusQuestion = "ptz.getStatus";
    public const string PresetsQuestion = "ptz.getPresets";

    /// <summary>Devices have both spellings.</summary>
    private static readonly string[] PositionKeys = ["Position", "Postion"];

    /// <summary>More than cameras keep, and not more than an answer carries.</summary>
    private const int MostPresets = 512;

    /// <param name="status">The answer to <see cref="StatusQuestion"/>; null: the camera has none.</param>
    /// <param name="presets">The answer to <see cref="PresetsQuestion"/>; null: the camera has none.</param>
    public static PtzView Of(JsonElement? status, JsonElement? presets)
    {
        var told = Member(Member(status, "params"), "status");
        var position = PositionKeys.Select(key => Member(told, key)).FirstOrDefault(found => found?.ValueKind == JsonValueKind.Array);
        return new PtzView(Number(position, 0), Number(position, 1), Number(position, 2), Moves(told), [.. Kept(Member(Member(presets, "params"), "presets"))]);
    }

    private static bool? Moves(JsonElement? status)
    {
        string?[] told = [Text(Member(status, "MoveStatus")), Text(Member(status, "ZoomStatus"))];
        return told.All(one => one is null) ? null : told.Any(one => one is not (null or "" or "Idle"));
    }

    private static IEnumerable<PtzPreset> Kept(JsonElement? presets)
    {
        if (presets is not { ValueKind: JsonValueKind.Array } list)
            yield break;
        foreach (var one in list.EnumerateArray().Take(MostPresets))
        {
            if (Member(one, "Index") is { ValueKind: JsonValueKind.Number } index && index.TryGetInt32(out var number))
                yield return new PtzPreset(number, Fit(Text(Member(one, "Name")) ?? ""));
        }
    }

    /// <summary>A name that is longer than any that can be set is cut.</summary>
    private static string Fit(string name)
    {
        var (bytes, length) = (0, 0);
        foreach (var rune in name.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > PtzRules.MaxNameBytes)
                return name[..length];
            length += rune.Utf16SequenceLength;
        }

        return name;
    }

    private static double? Number(JsonElement? list, int index) =>
        list is { } numbers && index < numbers.GetArrayLength() && numbers[index].ValueKind == JsonValueKind.Number
        && numbers[index].TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : null;

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement? text) => text is { ValueKind: JsonValueKind.String } known ? known.GetString() : null;
}

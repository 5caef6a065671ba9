using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace DeviceCluster.Domain.Information;

/// <summary>What is in a device's answers about itself. Null: it is not there, or not of the kind that it should be. Long text is cut.</summary>
public static class InformationParts
{
    private const int MaxText = 256;

    public static string? Type(JsonElement answer) => Text(answer, "params", "type");

    public static string? MachineName(JsonElement answer) => Text(answer, "params", "name");

    public static string? Version(JsonElement answer) => Text(answer, "params", "version", "Version") ?? Text(answer, "params", "version");

    public static string? BuildDate(JsonElement answer) => Text(answer, "params", "version", "BuildDate");

    /// <summary>Of the table RTSP.</summary>
    public static int? Port(JsonElement table) =>
        At(table, "Port") is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var port) && port is > 0 and <= ushort.MaxValue ? port : null;

    public static bool? Flag(JsonElement table, string member) => At(table, member)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>Of the table ChannelTitle, one for each channel; null where there is none.</summary>
    public static ImmutableArray<string?> Titles(JsonElement table, int channels)
    {
        var titles = table.ValueKind == JsonValueKind.Array ? table.EnumerateArray().Take(channels).Select(entry => Text(entry, "Name")) : [];
        var told = titles.ToImmutableArray();
        return [.. told, .. Enumerable.Repeat<string?>(null, channels - told.Length)];
    }

    private static string? Text(JsonElement answer, params ReadOnlySpan<string> path)
    {
        JsonElement? at = answer;
        foreach (var member in path)
            at = at is { } here ? At(here, member) : null;
        return at?.ValueKind switch
        {
            JsonValueKind.String when at.Value.GetString() is { Length: > 0 } text => Cut(text),
            JsonValueKind.Number => Cut(at.Value.GetDouble().ToString(CultureInfo.InvariantCulture)),
            _ => null,
        };
    }

    private static JsonElement? At(JsonElement table, string member) =>
        table.ValueKind == JsonValueKind.Object && table.TryGetProperty(member, out var value) ? value : null;

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..(char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText)];
}

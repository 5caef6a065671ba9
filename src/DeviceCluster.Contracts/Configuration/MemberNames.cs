using System.Text.Json;

namespace DeviceCluster.Contracts.Configuration;

/// <summary>Which members a piece of JSON has, by their ways alone: a value may be a secret.</summary>
internal static class MemberNames
{
    private const int Most = 12;

    /// <summary>In words: "Video.FPS, Video.BitRate"; of many the first, and how many more there are.</summary>
    public static string Of(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            string[] ways = [.. Ways(document.RootElement, "")];
            return ways.Length <= Most ? string.Join(", ", ways) : FormattableString.Invariant($"{string.Join(", ", ways.Take(Most))} and {ways.Length - Most} more");
        }
        catch (JsonException)
        {
            return "what is no JSON";
        }
    }

    private static IEnumerable<string> Ways(JsonElement element, string way) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Ways(member.Value, way.Length == 0 ? member.Name : $"{way}.{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, i) => Ways(item, FormattableString.Invariant($"{way}[{i}]"))),
        _ => [way],
    };
}

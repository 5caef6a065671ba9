using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Http.Cgi;

/// <summary>Tables as devices print them: one line for each value, with the way to it. Pure.</summary>
internal static class ConfigText
{
    public static IEnumerable<string> Lines(string path, JsonNode? node) => node switch
    {
        JsonObject table => table.SelectMany(member => Lines($"{path}.{member.Key}", member.Value)),
        JsonArray list => list.SelectMany((one, i) => Lines(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), one)),
        _ => [$"{path}={Word(node)}"],
    };

    /// <summary>False when there is no such value, or it is of another kind.</summary>
    public static bool Put(JsonNode table, string path, string text)
    {
        var at = table;
        var steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        if (steps.Length == 0)
            return false;

        foreach (var step in steps[..^1])
        {
            if (Step(at, step) is not { } next)
                return false;

            at = next;
        }

        if (Step(at, steps[^1]) is not JsonValue now || Parse(now, text) is not { } value)
            return false;

        now.ReplaceWith(value);
        return true;
    }

    private static JsonNode? Step(JsonNode at, string step)
    {
        if (step[0] != '[')
            return (at as JsonObject)?[step];

        return at is JsonArray list && step[^1] == ']' && int.TryParse(step.AsSpan(1, step.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var i)
            && i < list.Count ? list[i] : null;
    }

    private static JsonValue? Parse(JsonValue now, string text) => now.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => bool.TryParse(text, out var flag) ? JsonValue.Create(flag) : null,
        JsonValueKind.Number when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        JsonValueKind.Number => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null,
        _ => JsonValue.Create(text),
    };

    private static string Word(JsonNode? node) => node is null ? "" : node.GetValueKind() == JsonValueKind.String ? (string)node! : node.ToJsonString();
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeviceCluster.Domain.Configuration;

/// <summary>
/// Lays the members that somebody wants over a table as the device has it; what is not given stays. Whether the device takes a member that it does not
/// have is its own affair. Lists of the same length are laid over entry by entry, others take the place of what was there.
/// </summary>
public sealed class TableMerge
{
    private string _why = "";

    private TableMerge()
    {
    }

    /// <summary>The whole table to be written; null when the wanted does not fit, and <paramref name="why"/> says where.</summary>
    public static JsonNode? Merge(JsonNode now, JsonNode wanted, out string why)
    {
        var merge = new TableMerge();
        var whole = merge.Top(now, wanted);
        why = merge._why;
        return why.Length == 0 ? whole : null;
    }

    private JsonNode? Top(JsonNode now, JsonNode wanted) => (now, wanted) switch
    {
        (JsonArray, JsonObject) => Fail("the table is a list with one entry for each channel, and one object is given: say for which channel it is"),
        (JsonObject, JsonArray) => Fail("the table is one object, and a list is given"),
        (JsonArray { Count: > 0 } list, JsonArray given) when given.Count != list.Count =>
            Fail($"the table is a list of {list.Count} entries, and {given.Count} are given"),
        _ => Merge("", secret: false, now, wanted),
    };

    private JsonNode? Merge(string path, bool secret, JsonNode? now, JsonNode? wanted) => (now, wanted) switch
    {
        ({ } kept, _) when secret && TableSecrets.IsMask(wanted) => kept.DeepClone(),
        (JsonObject table, JsonObject given) => Objects(path, secret, table, given),
        (JsonArray list, JsonArray given) when list.Count == given.Count => Lists(path, secret, list, given),
        (JsonArray, JsonArray) or (null, _) => Anew(path, secret, wanted),
        _ when KindOf(now) == KindOf(wanted) => wanted!.DeepClone(),
        _ => Fail($"{path} is {KindOf(now)}, and {KindOf(wanted)} is given"),
    };

    private JsonObject Objects(string path, bool secret, JsonObject table, JsonObject given)
    {
        var whole = table.DeepClone().AsObject();
        foreach (var (name, wanted) in given)
        {
            var (at, hides) = (TablePath.Member(path, name), secret || TableSecrets.IsSecret(name));
            whole[name] = table.TryGetPropertyValue(name, out var now) ? Merge(at, hides, now, wanted) : Anew(at, hides, wanted);
        }

        return whole;
    }

    private JsonArray Lists(string path, bool secret, JsonArray list, JsonArray given) =>
        new([.. Enumerable.Range(0, list.Count).Select(i => Merge(TablePath.Entry(path, i), secret, list[i], given[i]))]);

    /// <summary>Where nothing was, nothing can stay.</summary>
    private JsonNode? Anew(string path, bool secret, JsonNode? wanted) => HasMask(secret, wanted)
        ? Fail($"{path} has {TableSecrets.Mask} for a password that stays as it is, and the device has none there")
        : wanted?.DeepClone();

    private static bool HasMask(bool secret, JsonNode? node) => node switch
    {
        JsonObject table => table.Any(member => HasMask(secret || TableSecrets.IsSecret(member.Key), member.Value)),
        JsonArray list => list.Any(entry => HasMask(secret, entry)),
        _ => secret && TableSecrets.IsMask(node),
    };

    private JsonNode? Fail(string why)
    {
        if (_why.Length == 0)
            _why = why;
        return null;
    }

    private static string KindOf(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}

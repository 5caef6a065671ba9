using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>Lays what a client sets over a table as it stands: what it leaves out stays, what the table does not have is refused. Pure.</summary>
internal static class TableShape
{
    /// <summary>Null when it does not fit: an unknown name, another kind of value, or a list of another length.</summary>
    public static JsonNode? Overlay(JsonNode? now, JsonNode? given) => (now, given) switch
    {
        (JsonObject table, JsonObject change) => Overlay(table, change),
        // A list that was never filled says nothing of what it may hold.
        (JsonArray { Count: 0 }, JsonArray list) => list.DeepClone(),
        (JsonArray table, JsonArray change) when table.Count == change.Count => Overlay(table, change),
        (JsonValue old, JsonValue value) when Kind(old) == Kind(value) => value.DeepClone(),
        _ => null,
    };

    private static JsonObject? Overlay(JsonObject table, JsonObject change)
    {
        var whole = table.DeepClone().AsObject();
        foreach (var (name, value) in change)
        {
            if (!table.TryGetPropertyValue(name, out var now) || Overlay(now, value) is not { } laid)
                return null;

            whole[name] = laid;
        }

        return whole;
    }

    private static JsonArray? Overlay(JsonArray table, JsonArray change)
    {
        var whole = new JsonArray();
        for (var i = 0; i < table.Count; i++)
        {
            if (Overlay(table[i], change[i]) is not { } laid)
                return null;

            whole.Add(laid);
        }

        return whole;
    }

    private static JsonValueKind Kind(JsonValue value) => value.GetValueKind() is JsonValueKind.False ? JsonValueKind.True : value.GetValueKind();
}

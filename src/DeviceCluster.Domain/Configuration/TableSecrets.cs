using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeviceCluster.Domain.Configuration;

/// <summary>Passwords in tables: they are never told, and what stands in their place means that they stay.</summary>
public static class TableSecrets
{
    public const string Mask = "***";

    private static readonly ImmutableArray<string> Words = ["password", "passwd", "passphrase", "pwd", "secret", "psk", "presharedkey", "authkey", "privkey", "community"];

    public static bool IsSecret(string member) => Words.Any(word => member.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The same table with the mask for each password; one that is empty is told as empty.</summary>
    public static JsonNode? Hide(JsonNode? table) => Hide(table, secret: false);

    internal static bool IsMask(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) && text == Mask;

    /// <summary>What devices show for a password that they do not tell.</summary>
    internal static bool IsHiddenByDevice(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 && text.All(c => c == '*');

    internal static JsonNode? Hide(JsonNode? node, bool secret) => node switch
    {
        JsonObject table => new JsonObject(table.Select(member =>
            KeyValuePair.Create(member.Key, Hide(member.Value, secret || IsSecret(member.Key))))),
        JsonArray list => new JsonArray([.. list.Select(entry => Hide(entry, secret))]),
        JsonValue value when secret && !IsEmpty(value) => Mask,
        _ => node?.DeepClone(),
    };

    private static bool IsEmpty(JsonValue value) =>
        value.GetValueKind() is JsonValueKind.True or JsonValueKind.False || (value.TryGetValue(out string? text) && text.Length == 0);
}

using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Storage;

/// <summary>Tags as their column holds them: a JSON object, so that people can query it too; null for none.</summary>
internal static class TagText
{
    // For a table, not for a page: an umlaut stays one.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string? Of(ImmutableSortedDictionary<string, string> tags) =>
        tags.IsEmpty ? null : TableText.Fit(JsonSerializer.Serialize(tags, Readable), int.MaxValue);

    public static ImmutableSortedDictionary<string, string> Read(string? text) =>
        text is null ? DeviceTags.None : DeviceTags.Of(JsonSerializer.Deserialize<Dictionary<string, string>>(text) ?? []);
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeviceCluster.Domain.Configuration;

/// <summary>Tables as text: what may be sent and told.</summary>
public static class TableText
{
    /// <summary>Bytes in UTF-8 of a table that is told or written. The few that are longer can be read channel by channel.</summary>
    public const int MaxBytes = 64 * 1024;

    public const int MaxNameLength = 64;

    private const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    public static int Bytes(string json) => Encoding.UTF8.GetByteCount(json);

    /// <summary>A table as somebody gives it; null when it cannot be one, and <paramref name="why"/> says so.</summary>
    public static JsonNode? Parse(string json, out string why)
    {
        if (Bytes(json) is > MaxBytes and var bytes)
        {
            why = $"the table has {bytes:N0} bytes; {MaxBytes:N0} are allowed";
            return null;
        }

        try
        {
            var table = JsonNode.Parse(json, documentOptions: Strict);
            why = table is JsonObject or JsonArray ? "" : "a table is a JSON object or a list, and neither is given";
            return table is JsonObject or JsonArray ? table : null;
        }
        catch (JsonException e)
        {
            // The message quotes nothing of the text but where it is wrong.
            why = $"it is no JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})";
            return null;
        }
    }

    /// <summary>1 to 64 printable ASCII characters without space: what a device would not take for a name is not sent.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= MaxNameLength && name.All(c => c is > ' ' and <= '~');
}

using System.Text.Json;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Rpc;

namespace DeviceCluster.Simulator.Json;

/// <summary>Reads a request within the limits that hold on every channel.</summary>
internal static class JsonRequest
{
    private const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = MaxDepth };

    /// <summary>What <paramref name="answer"/> says to the request, or a refusal of what is none: not JSON, too deep, or a name twice in one object.</summary>
    public static JsonObject Answer(ReadOnlySpan<byte> json, JsonNode? session, Func<JsonObject?, JsonObject> answer)
    {
        try
        {
            return answer(JsonNode.Parse(json.TrimEnd("\0\r\n "u8), documentOptions: Limits) as JsonObject);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return RpcReply.Failed(RpcError.InvalidRequest).ToJson(null, session);
        }
    }
}

using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>What a method answers: a result, parameters beside it, or an error.</summary>
internal sealed record RpcReply(JsonNode? Result, JsonNode? Parameters = null, RpcError? Error = null)
{
    public static RpcReply Done { get; } = new(Result: null);

    public static RpcReply With(JsonNode parameters) => new(Result: null, parameters);

    public static RpcReply One(string name, JsonNode? value) => With(new JsonObject { [name] = value });

    public static RpcReply Failed(RpcError error) => new(Result: null, Error: error);

    public JsonObject ToJson(JsonNode? id, JsonNode? session)
    {
        var reply = new JsonObject { ["id"] = id?.DeepClone(), ["result"] = Error is null ? Result?.DeepClone() ?? true : false };
        if (Parameters is not null)
            reply["params"] = Parameters;

        if (Error is not null)
            reply["error"] = Error.ToJson();

        reply["session"] = session;
        return reply;
    }
}

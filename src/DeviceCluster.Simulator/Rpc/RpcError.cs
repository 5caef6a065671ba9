using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>A refusal of the JSON protocol, by the numbers that devices use.</summary>
internal sealed record RpcError(int Code, string Message)
{
    public static readonly RpcError InvalidSession = new(287637504, "Invalid session in request data!");
    public static readonly RpcError InvalidRequest = new(268894209, "Request invalid request!");
    public static readonly RpcError MethodNotFound = new(268894210, "Request method not found!");
    public static readonly RpcError BadParameter = new(268894211, "Request invalid param!");
    public static readonly RpcError InterfaceNotFound = new(268632064, "Component error: interface not found!");

    public JsonObject ToJson() => new() { ["code"] = Code, ["message"] = Message };
}

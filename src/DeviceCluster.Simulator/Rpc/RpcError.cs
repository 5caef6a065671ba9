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

    /// <summary>Asked rightly, but not to be done now or here.</summary>
    public static readonly RpcError Unset = new(268959743, "Unknown error! error code was not set in service!");

    public static readonly RpcError Locked = new(268632081, "Component error: user is locked!");
    public static readonly RpcError WrongPassword = new(268632085, "Component error: Username or password error");
    public static readonly RpcError NoSuchUser = new(268632070, "Component error: User not exist!");
    public static readonly RpcError BadPassword = new(268632071, "Component error: Password not valid!");
    public static readonly RpcError NotInitialised = new(268632086, "Component error: device is not initialized!");
    public static readonly RpcError BlackListed = new(268632073, "Component error: user in black list!");
    public static readonly RpcError InUse = new(268632074, "Component error: user is in use!");
    public static readonly RpcError Busy = new(268632075, "Component error: system is busy!");

    public JsonObject ToJson() => new() { ["code"] = Code, ["message"] = Message };
}

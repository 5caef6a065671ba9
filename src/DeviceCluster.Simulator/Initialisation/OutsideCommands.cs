using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Rpc;

namespace DeviceCluster.Simulator.Initialisation;

/// <summary>What a device does for anybody: it tells whether it is initialised, and takes its first password.</summary>
internal sealed class OutsideCommands(ILogger log)
{
    private const string Administrator = "admin";

    private static readonly HashSet<string> Known =
    [
        "Security.getEncryptInfo", "DevInit.getStatus", "DevInit.setProtocolAgree", "DevInit.account", "DevInit.access", "DevInit.setCurrentTime",
        "DevInit.setLocalityConfig",
    ];

    public JsonObject Answer(VirtualDevice device, JsonObject? request)
    {
        var reply = request?["method"] is JsonValue value && value.TryGetValue(out string? method)
            ? Call(device, method, request["params"] as JsonObject)
            : RpcReply.Failed(RpcError.InvalidRequest);
        return reply.ToJson(request?["id"], 0);
    }

    private RpcReply Call(VirtualDevice device, string method, JsonObject? parameters)
    {
        device.Facts.Called(Known.Contains(method) ? method : "unknown");
        return method switch
        {
            "Security.getEncryptInfo" => RpcReply.With(InitEnvelope.Offer()),
            "DevInit.getStatus" => RpcReply.With(new JsonObject { ["Init"] = InitBits.Of(device), ["Find"] = InitBits.Find }),
            "DevInit.account" => Account(device, parameters),
            "DevInit.access" => Opened(parameters) is null ? RpcReply.Failed(RpcError.BadParameter) : RpcReply.Done,
            // From here on a stranger could change a device that is somebody's.
            _ when !Known.Contains(method) => RpcReply.Failed(RpcError.MethodNotFound),
            _ when device.Logins.IsInitialised => RpcReply.Failed(RpcError.Unset),
            "DevInit.setCurrentTime" => SetTime(device, parameters),
            _ => RpcReply.Done,
        };
    }

    private RpcReply Account(VirtualDevice device, JsonObject? parameters)
    {
        if (device.Logins.IsInitialised)
            return RpcReply.Failed(RpcError.Unset);

        if (Opened(parameters) is not { } account || Text(account, "name") != Administrator || Text(account, "pwd") is not { } password
            || !PasswordRules.Allow(password))
            return RpcReply.Failed(RpcError.BadParameter);

        if (!device.Logins.Initialise(password))
            return RpcReply.Failed(RpcError.Unset);

        log.LogInformation("{Serial} {Address} is initialised", device.Serial, device.Address);
        return RpcReply.Done;
    }

    private static RpcReply SetTime(VirtualDevice device, JsonObject? parameters)
    {
        var tolerance = parameters?["tolerance"] is JsonValue value && value.TryGetValue(out int seconds) ? seconds : 0;
        return GlobalMethods.SetTime(device, Text(parameters, "time"), tolerance) ? RpcReply.Done : RpcReply.Failed(RpcError.BadParameter);
    }

    private static JsonObject? Opened(JsonObject? parameters) =>
        InitEnvelope.Open(Text(parameters, "cipher"), Text(parameters, "salt"), Text(parameters, "content"));

    private static string? Text(JsonObject? parameters, string name) =>
        parameters?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}

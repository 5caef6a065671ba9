using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Dvrip;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>The methods by their names; each service is a class of its own. All channels that carry JSON come here.</summary>
internal static class RpcMethods
{
    private const int MaxBundled = 64;

    private static readonly (IReadOnlyList<string> Methods, Func<RpcCall, RpcReply> Call)[] Services =
    [
        (MagicBox.Methods, MagicBox.Call), (GlobalMethods.Methods, GlobalMethods.Call), (ConfigManager.Methods, ConfigManager.Call),
        (PtzMethods.Methods, PtzMethods.Call), (PtzBase.Methods, PtzBase.Call), (Storage.Methods, Storage.Call), (Alarm.Methods, Alarm.Call),
        (LogicDevices.Methods, LogicDevices.Call), (RecordManager.Methods, RecordManager.Call),
    ];

    private static readonly FrozenDictionary<string, Func<RpcCall, RpcReply>> ByService =
        Services.ToFrozenDictionary(service => Service(service.Methods[0]), service => service.Call, StringComparer.Ordinal);

    private static readonly string[] Names =
        [.. Services.SelectMany(service => service.Methods), "system.multicall", "system.listService", "system.listMethod"];

    private static readonly FrozenSet<string> Known = Names.ToFrozenSet(StringComparer.Ordinal);

    public static RpcReply Call(IRpcCaller caller, JsonObject? request, bool bundled = false)
    {
        if (request?["method"] is not JsonValue value || !value.TryGetValue(out string? method))
            return RpcReply.Failed(RpcError.InvalidRequest);

        // Names that a client makes up are counted together: they must not fill the device.
        caller.Device.Facts.Called(Known.Contains(method) ? method : "unknown", bundled);
        var parameters = request["params"];
        return method switch
        {
            "system.multicall" when bundled => RpcReply.Failed(RpcError.InvalidRequest),
            "system.multicall" => Bundle(caller, parameters),
            "system.listService" => RpcReply.One("service", Array(Names.Select(Service).Distinct())),
            "system.listMethod" => RpcReply.One("method", Array(NamesOf(caller.Device))),
            _ when method.EndsWith(".listMethod", StringComparison.Ordinal) => List(caller.Device, Service(method)),
            _ when caller.Device.Faults.Answers.Refusal(method) is { } code => RpcReply.Failed(new RpcError(code, "Refused by a fault that was ordered!")),
            _ when caller.Device.Firmware.Lacks.Contains(method) => RpcReply.Failed(RpcError.MethodNotFound),
            _ when ByService.TryGetValue(Service(method), out var call) => call(new RpcCall(caller, method, parameters, Object(request))),
            _ => RpcReply.Failed(RpcError.InterfaceNotFound),
        };
    }

    private static long? Object(JsonObject request) => request["object"] is JsonValue value && value.TryGetValue(out long id) ? id : null;

    private static RpcReply Bundle(IRpcCaller caller, JsonNode? requests)
    {
        if (requests is not JsonArray { Count: <= MaxBundled } list)
            return RpcReply.Failed(RpcError.BadParameter);

        var replies = new JsonArray();
        var bytes = 0;
        foreach (var request in list.Select(one => one as JsonObject))
        {
            var session = caller.SessionName;
            var reply = Call(caller, request, bundled: true).ToJson(request?["id"], session);
            bytes += JsonSerializer.SerializeToUtf8Bytes<JsonNode>(reply).Length;
            if (bytes > DvripLimits.JsonBundle)
                return RpcReply.Failed(RpcError.BadParameter);

            replies.Add((JsonNode)reply);
        }

        return RpcReply.With(replies);
    }

    private static IEnumerable<string> NamesOf(VirtualDevice device) => Names.Except(device.Firmware.Lacks);

    private static RpcReply List(VirtualDevice device, string service)
    {
        var methods = NamesOf(device).Where(name => Service(name) == service).ToArray();
        return methods.Length == 0 ? RpcReply.Failed(RpcError.InterfaceNotFound) : RpcReply.One("method", Array(methods));
    }

    private static string Service(string method) => method.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? method[..dot] : "";

    private static JsonArray Array(IEnumerable<string> names) => new([.. names.Select(name => (JsonNode?)name)]);
}

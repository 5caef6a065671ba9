using System.Text.Json;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Dvrip;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>The methods by their names; each service is a class of its own.</summary>
internal static class RpcMethods
{
    private const int MaxBundled = 64;

    private static readonly string[] Names =
    [
        .. MagicBox.Methods, .. GlobalMethods.Methods, .. ConfigManager.Methods, "system.multicall", "system.listService", "system.listMethod",
    ];

    public static RpcReply Call(DvripConnection connection, JsonObject? request, bool bundled = false)
    {
        if (request?["method"] is not JsonValue value || !value.TryGetValue(out string? method))
            return RpcReply.Failed(RpcError.InvalidRequest);

        var device = connection.Device;
        var parameters = request["params"];
        return method switch
        {
            "system.multicall" when bundled => RpcReply.Failed(RpcError.InvalidRequest),
            "system.multicall" => Bundle(connection, parameters),
            "system.listService" => RpcReply.With(new JsonObject { ["service"] = Array(Names.Select(Service).Distinct()) }),
            "system.listMethod" => RpcReply.With(new JsonObject { ["method"] = Array(Names) }),
            _ when method.EndsWith(".listMethod", StringComparison.Ordinal) => List(Service(method)),
            _ => Service(method) switch
            {
                "magicBox" => MagicBox.Call(device, method),
                "global" => GlobalMethods.Call(connection, method, parameters as JsonObject),
                "configManager" => ConfigManager.Call(device, method, parameters as JsonObject),
                _ => RpcReply.Failed(RpcError.InterfaceNotFound),
            },
        };
    }

    private static RpcReply Bundle(DvripConnection connection, JsonNode? requests)
    {
        if (requests is not JsonArray { Count: <= MaxBundled } list)
            return RpcReply.Failed(RpcError.BadParameter);

        var session = connection.Session?.Id ?? 0;
        var replies = new JsonArray();
        var bytes = 0;
        foreach (var request in list.Select(one => one as JsonObject))
        {
            var reply = Call(connection, request, bundled: true).ToJson(request?["id"], session);
            bytes += JsonSerializer.SerializeToUtf8Bytes<JsonNode>(reply).Length;
            if (bytes > DvripLimits.JsonBundle)
                return RpcReply.Failed(RpcError.BadParameter);

            replies.Add((JsonNode)reply);
        }

        return RpcReply.With(replies);
    }

    private static RpcReply List(string service)
    {
        var methods = Names.Where(name => Service(name) == service).ToArray();
        return methods.Length == 0 ? RpcReply.Failed(RpcError.InterfaceNotFound) : RpcReply.With(new JsonObject { ["method"] = Array(methods) });
    }

    private static string Service(string method) => method.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? method[..dot] : "";

    private static JsonArray Array(IEnumerable<string> names) => new([.. names.Select(name => (JsonNode?)name)]);
}

using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>Reads and writes the device's tables, whole or one channel of them.</summary>
internal static class ConfigManager
{
    public static IReadOnlyList<string> Methods { get; } =
        ["configManager.getConfig", "configManager.setConfig", "configManager.getDefault", "configManager.restore"];

    public static RpcReply Call(VirtualDevice device, string method, JsonObject? parameters)
    {
        if (parameters?["name"] is not JsonValue value || !value.TryGetValue(out string? name) || !DeviceConfiguration.Knows(name))
            return RpcReply.Failed(RpcError.BadParameter);

        switch (method)
        {
            case "configManager.getConfig":
                return Read(device.Configuration.Get(name), parameters);
            case "configManager.getDefault":
                return Read(device.Configuration.GetDefault(name), parameters);
            case "configManager.restore":
                device.Configuration.Restore(name);
                return RpcReply.Done;
            case "configManager.setConfig":
                return device.Configuration.Set(name, Channel(parameters), parameters["table"]) ? RpcReply.Done : RpcReply.Failed(RpcError.BadParameter);
            default:
                return RpcReply.Failed(RpcError.MethodNotFound);
        }
    }

    private static RpcReply Read(JsonNode table, JsonObject parameters)
    {
        if (Channel(parameters) is not { } channel0 || table is not JsonArray list)
            return RpcReply.With(new JsonObject { ["table"] = table });

        return channel0 >= 0 && channel0 < list.Count
            ? RpcReply.With(new JsonObject { ["table"] = list[channel0]?.DeepClone() })
            : RpcReply.Failed(RpcError.BadParameter);
    }

    /// <summary>Counts from 0; without it, or with -1, the whole table is meant.</summary>
    private static int? Channel(JsonObject parameters) =>
        parameters["channel"] is JsonValue value && value.TryGetValue(out int channel0) && channel0 != -1 ? channel0 : null;
}

using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>Reads and writes the device's tables, whole or one channel of them.</summary>
internal static class ConfigManager
{
    public static IReadOnlyList<string> Methods { get; } =
        ["configManager.getConfig", "configManager.setConfig", "configManager.getDefault", "configManager.restore"];

    public static RpcReply Call(RpcCall call)
    {
        var device = call.Device;
        if (call.Named is not { } parameters || call.Text("name") is not { } name || !DeviceConfiguration.Knows(name))
            return RpcReply.Failed(RpcError.BadParameter);

        switch (call.Method)
        {
            case "configManager.getConfig":
                return Read(device.Configuration.Get(name), parameters);
            case "configManager.getDefault":
                return Read(device.Configuration.GetDefault(name), parameters);
            case "configManager.restore":
                device.Configuration.Restore(name);
                return RpcReply.Done;
            case "configManager.setConfig":
                return Told(device.Configuration.Set(name, Channel(parameters), parameters["table"]));
            default:
                return RpcReply.Failed(RpcError.MethodNotFound);
        }
    }

    private static RpcReply Told(TableOutcome outcome) => outcome switch
    {
        TableOutcome.Set => RpcReply.Done,
        TableOutcome.NeedsReboot => RpcReply.One("options", new JsonArray("NeedReboot")),
        _ => RpcReply.Failed(RpcError.BadParameter),
    };

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

using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>The service LogicDeviceManager: the cameras behind a recorder, and whether they are there.</summary>
internal static class LogicDevices
{
    public static IReadOnlyList<string> Methods { get; } =
    [
        "LogicDeviceManager.factory.instance", "LogicDeviceManager.getVideoInputChannels", "LogicDeviceManager.getCameraState",
    ];

    public static RpcReply Call(RpcCall call) => call.Method switch
    {
        "LogicDeviceManager.factory.instance" => new RpcReply(1),
        "LogicDeviceManager.getVideoInputChannels" => RpcReply.One("result", new JsonArray([.. Range(call).Select(Camera)])),
        "LogicDeviceManager.getCameraState" => State(call),
        _ => RpcReply.Failed(RpcError.MethodNotFound),
    };

    private static IEnumerable<int> Range(RpcCall call) => Enumerable.Range(0, call.Device.Channels);

    private static JsonNode? Camera(int channel0) => new JsonObject { ["UniqueChannel"] = channel0, ["Name"] = $"CAM {channel0 + 1}" };

    /// <summary>A channel of -1 asks for all.</summary>
    private static RpcReply State(RpcCall call)
    {
        if (call.Named?["uniqueChannels"] is not JsonArray asked)
            return RpcReply.Failed(RpcError.BadParameter);

        var channels = asked.Select(one => one is JsonValue value && value.TryGetValue(out int channel0) ? channel0 : int.MaxValue).ToHashSet();
        if (channels.Any(channel0 => channel0 < -1 || channel0 >= call.Device.Channels))
            return RpcReply.Failed(RpcError.BadParameter);

        var states = Range(call).Where(channel0 => channels.Contains(-1) || channels.Contains(channel0))
            .Select(channel0 => (JsonNode?)new JsonObject { ["channel"] = channel0, ["connectionState"] = "Connected" });
        return RpcReply.One("states", new JsonArray([.. states]));
    }
}

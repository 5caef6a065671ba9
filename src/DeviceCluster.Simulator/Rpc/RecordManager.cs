namespace DeviceCluster.Simulator.Rpc;

/// <summary>The service recordManager: whether a channel is being recorded. [?] No public source has its answer; this is the form that ours reads.</summary>
internal static class RecordManager
{
    private const int Never = 2;

    public static IReadOnlyList<string> Methods { get; } = ["recordManager.getState"];

    public static RpcReply Call(RpcCall call)
    {
        if (!Methods.Contains(call.Method))
            return RpcReply.Failed(RpcError.MethodNotFound);

        var device = call.Device;
        return call.Integer("channel") is { } channel0 && channel0 >= 0 && channel0 < device.Channels
            ? RpcReply.One("state", device.Disks > 0 && (int?)device.Configuration.Get("RecordMode")[channel0]?["Mode"] != Never)
            : RpcReply.Failed(RpcError.BadParameter);
    }
}

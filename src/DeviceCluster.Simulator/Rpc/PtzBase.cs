namespace DeviceCluster.Simulator.Rpc;

/// <summary>The service ptzBase: moves that name the channel in the call instead of an object.</summary>
internal static class PtzBase
{
    public static IReadOnlyList<string> Methods { get; } = ["ptzBase.moveContinuously", "ptzBase.moveDirectly"];

    public static RpcReply Call(RpcCall call)
    {
        if (!Methods.Contains(call.Method))
            return RpcReply.Failed(RpcError.MethodNotFound);

        var device = call.Device;
        if (call.Integer("channel") is not { } channel0 || channel0 < 0 || channel0 >= device.Channels)
            return RpcReply.Failed(RpcError.BadParameter);

        device.Facts.Steered();
        var unit = device.Ptz[channel0];
        var state = unit.State;
        var order = call.Method == "ptzBase.moveContinuously" ? PtzMoves.Continuously(call, state) : PtzMoves.Directly(call, state);
        if (order is not null && unit.Do(order, call.Method) is null)
            return RpcReply.Done;

        device.Facts.RefusedToSteer();
        return RpcReply.Failed(state.Profile.Moves ? RpcError.BadParameter : RpcError.Unset);
    }
}

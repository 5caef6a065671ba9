using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>The service alarm: how many inputs and outputs there are, and which are on, one bit each.</summary>
internal static class Alarm
{
    public static IReadOnlyList<string> Methods { get; } = ["alarm.getInSlots", "alarm.getOutSlots", "alarm.getInState", "alarm.getOutState"];

    public static RpcReply Call(RpcCall call) => call.Method switch
    {
        "alarm.getInSlots" => new RpcReply(call.Device.AlarmInputs),
        "alarm.getOutSlots" => new RpcReply(call.Device.AlarmOutputs),
        // [?] Only the HTTP form is known; here it is said in both places where clients look.
        "alarm.getInState" => new RpcReply(call.Device.AlarmInState, new JsonObject { ["state"] = call.Device.AlarmInState }),
        // Nothing switches an output here.
        "alarm.getOutState" => new RpcReply(0),
        _ => RpcReply.Failed(RpcError.MethodNotFound),
    };
}

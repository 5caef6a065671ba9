using DeviceCluster.Simulator.Rpc;

namespace DeviceCluster.Simulator.Http.Cgi;

/// <summary>global.cgi: the device's clock.</summary>
internal static class GlobalScript
{
    public static HttpReply Answer(CgiCall call) => call.Action switch
    {
        "getCurrentTime" => HttpReply.Line("result", GlobalMethods.Time(call.Device)),
        "setCurrentTime" => GlobalMethods.SetTime(call.Device, call.Text("time"), (int)call.Number("tolerance")) ? HttpReply.Ok : HttpReply.BadRequest,
        _ => HttpReply.BadRequest,
    };
}

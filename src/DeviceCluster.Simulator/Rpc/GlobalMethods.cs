using System.Globalization;
using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>The device's clock and the session's keep-alive. The login itself belongs to the channel.</summary>
internal static class GlobalMethods
{
    public const int KeepAliveSeconds = 60;

    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    /// <summary>The years that the time stamp of a frame can tell.</summary>
    private const int FirstYear = 2000, LastYear = 2063;

    public static IReadOnlyList<string> Methods { get; } =
        ["global.getCurrentTime", "global.setCurrentTime", "global.keepAlive", "global.logout"];

    public static RpcReply Call(RpcCall call)
    {
        var device = call.Device;
        switch (call.Method)
        {
            case "global.getCurrentTime":
                var time = Time(device);
                return new RpcReply(device.Firmware.ClockInResult ? time : null, new JsonObject { ["time"] = time });
            case "global.setCurrentTime":
                return SetTime(device, call.Text("time"), call.Integer("tolerance") ?? 0) ? RpcReply.Done : RpcReply.Failed(RpcError.BadParameter);
            case "global.keepAlive":
                device.Facts.KeptAlive();
                return RpcReply.One("timeout", KeepAliveSeconds);
            case "global.logout":
                call.Caller.LogOut();
                return RpcReply.Done;
            default:
                return RpcReply.Failed(RpcError.MethodNotFound);
        }
    }

    public static string Time(VirtualDevice device) => device.Clock.LocalNow.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>False when this is no time of a device. Within the tolerance a device leaves its clock alone.</summary>
    public static bool SetTime(VirtualDevice device, string? text, int toleranceSeconds)
    {
        if (!DateTime.TryParseExact(text, [TimeFormat, "yyyy-M-d H:mm:ss", "yyyy-M-d H:m:s"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || local.Year is < FirstYear or > LastYear)
            return false;

        if (Math.Abs((local - device.Clock.LocalNow).TotalSeconds) > toleranceSeconds)
            device.Clock.Set(local);

        return true;
    }
}

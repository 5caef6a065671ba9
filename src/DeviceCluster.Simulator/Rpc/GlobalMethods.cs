using System.Globalization;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Dvrip;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>The device's clock and the session's keep-alive. The login itself is the binary protocol's.</summary>
internal static class GlobalMethods
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss";
    private const int KeepAliveSeconds = 60;

    /// <summary>The years that the time stamp of a frame can tell.</summary>
    private const int FirstYear = 2000, LastYear = 2063;

    public static IReadOnlyList<string> Methods { get; } =
        ["global.getCurrentTime", "global.setCurrentTime", "global.keepAlive", "global.logout"];

    public static RpcReply Call(DvripConnection connection, string method, JsonObject? parameters)
    {
        var device = connection.Device;
        switch (method)
        {
            case "global.getCurrentTime":
                return RpcReply.With(new JsonObject { ["time"] = device.LocalNow.ToString(TimeFormat, CultureInfo.InvariantCulture) });
            case "global.setCurrentTime":
                return SetTime(device, parameters);
            case "global.keepAlive":
                device.Facts.KeptAlive();
                return RpcReply.With(new JsonObject { ["timeout"] = KeepAliveSeconds });
            case "global.logout":
                connection.Session?.End(SessionEnd.Logout);
                return RpcReply.Done;
            default:
                return RpcReply.Failed(RpcError.MethodNotFound);
        }
    }

    private static RpcReply SetTime(VirtualDevice device, JsonObject? parameters)
    {
        if (parameters?["time"] is not JsonValue value || !value.TryGetValue(out string? text)
            || !DateTime.TryParseExact(text, [TimeFormat, "yyyy-M-d H:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || local.Year is < FirstYear or > LastYear)
            return RpcReply.Failed(RpcError.BadParameter);

        // Within the tolerance a device leaves its clock alone.
        var tolerance = parameters["tolerance"] is JsonValue given && given.TryGetValue(out int seconds) ? seconds : 0;
        if (Math.Abs((local - device.LocalNow).TotalSeconds) > tolerance)
            device.SetClock(local);

        return RpcReply.Done;
    }
}

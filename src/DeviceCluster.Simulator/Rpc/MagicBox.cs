using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>What a device says of itself, and its reboot.</summary>
internal static class MagicBox
{
    private static readonly TimeSpan RebootTime = TimeSpan.FromSeconds(20);

    /// <summary>Time for the answer to leave before the connections are reset.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(500);

    private const long Memory = 1024L * 1024 * 1024;

    public static IReadOnlyList<string> Methods { get; } =
    [
        "magicBox.getDeviceType", "magicBox.getDeviceClass", "magicBox.getSerialNo", "magicBox.getSoftwareVersion",
        "magicBox.getProductDefinition", "magicBox.getVendor", "magicBox.getMachineName", "magicBox.getUpTime",
        "magicBox.getCPUUsage", "magicBox.getMemoryInfo", "magicBox.needReboot", "magicBox.reboot", "magicBox.shutdown",
    ];

    public static RpcReply Call(VirtualDevice device, string method) => method switch
    {
        "magicBox.getDeviceType" => One("type", device.Model),
        "magicBox.getDeviceClass" => One("type", "NVR"),
        "magicBox.getSerialNo" => One("sn", device.Serial),
        "magicBox.getSoftwareVersion" => One("version", Version()),
        "magicBox.getProductDefinition" => One("definition", Definition(device)),
        "magicBox.getVendor" => One("Vendor", DeviceText.Vendor),
        "magicBox.getMachineName" => One("name", $"NVR-{device.Number}"),
        "magicBox.getUpTime" => One("info", UpTime(device)),
        "magicBox.getCPUUsage" => One("usage", 7),
        "magicBox.getMemoryInfo" => RpcReply.With(new JsonObject { ["total"] = Memory, ["free"] = Memory / 2 }),
        "magicBox.needReboot" => One("needReboot", 0),
        "magicBox.reboot" => Leave(device, static device => device.Faults.Reboot(RebootTime)),
        "magicBox.shutdown" => Leave(device, static device => device.Faults.PowerOff()),
        _ => RpcReply.Failed(RpcError.MethodNotFound),
    };

    private static RpcReply One(string name, JsonNode value) => RpcReply.With(new JsonObject { [name] = value });

    private static JsonObject Version() => new()
    {
        ["Build"] = DeviceText.BuildDate,
        ["BuildDate"] = DeviceText.BuildDate,
        ["SecurityBaseLineVersion"] = "V2.1",
        ["Version"] = DeviceText.Version,
        ["WebVersion"] = DeviceText.Version,
    };

    private static JsonObject Definition(VirtualDevice device) => new()
    {
        ["DeviceType"] = device.Model,
        ["DeviceClass"] = "NVR",
        ["Vendor"] = DeviceText.Vendor,
        ["VideoInChannel"] = device.Channels,
        ["RemoteVideoInChannel"] = device.Channels,
        ["AlarmInChannel"] = 4,
        ["AlarmOutChannel"] = 2,
        ["MaxExtraStream"] = 1,
        ["BuildDateTime"] = $"{DeviceText.BuildDate} 00:00:00",
    };

    private static JsonObject UpTime(VirtualDevice device)
    {
        var seconds = (long)(device.Time.GetUtcNow() - device.BootedAt).TotalSeconds;
        return new JsonObject { ["last"] = seconds, ["total"] = seconds };
    }

    private static RpcReply Leave(VirtualDevice device, Action<VirtualDevice> how)
    {
        _ = LaterAsync();
        return RpcReply.Done;

        async Task LaterAsync()
        {
            await Task.Delay(LastWords, device.Time, CancellationToken.None).ConfigureAwait(false);
            how(device);
        }
    }
}

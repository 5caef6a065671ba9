using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Rpc;

/// <summary>What a device says of itself, and its reboot.</summary>
internal static class MagicBox
{
    /// <summary>Time for the answer to leave before the connections are reset.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(500);

    private const long Memory = 1024L * 1024 * 1024;

    public static IReadOnlyList<string> Methods { get; } =
    [
        "magicBox.getDeviceType", "magicBox.getDeviceClass", "magicBox.getSerialNo", "magicBox.getSoftwareVersion",
        "magicBox.getProductDefinition", "magicBox.getVendor", "magicBox.getMachineName", "magicBox.getUpTime",
        "magicBox.getCPUUsage", "magicBox.getMemoryInfo", "magicBox.needReboot", "magicBox.reboot", "magicBox.shutdown",
    ];

    public static RpcReply Call(RpcCall call)
    {
        var device = call.Device;
        return call.Method switch
        {
            "magicBox.getDeviceType" => RpcReply.One("type", device.Model),
            "magicBox.getDeviceClass" => RpcReply.One("type", device.Firmware.DeviceClass),
            "magicBox.getSerialNo" => RpcReply.One("sn", device.Serial),
            "magicBox.getSoftwareVersion" => RpcReply.One("version", Version(device)),
            "magicBox.getProductDefinition" => Definition(device, call.Text("name")),
            "magicBox.getVendor" => RpcReply.One("Vendor", DeviceText.Vendor),
            "magicBox.getMachineName" => RpcReply.One("name", device.MachineName),
            "magicBox.getUpTime" => RpcReply.One("info", UpTime(device)),
            "magicBox.getCPUUsage" => RpcReply.One("usage", 7),
            "magicBox.getMemoryInfo" => RpcReply.With(new JsonObject { ["total"] = Memory, ["free"] = Memory / 2 }),
            "magicBox.needReboot" => RpcReply.One("needReboot", device.Configuration.NeedsReboot ? 1 : 0),
            "magicBox.reboot" => Leave(device, Reboot),
            "magicBox.shutdown" => Leave(device, static device => device.Faults.PowerOff()),
            _ => RpcReply.Failed(RpcError.MethodNotFound),
        };
    }

    public static JsonObject Version(VirtualDevice device) => new()
    {
        ["Build"] = device.Firmware.BuildDate,
        ["BuildDate"] = device.Firmware.BuildDate,
        ["SecurityBaseLineVersion"] = "V2.1",
        ["Version"] = device.Firmware.Version,
        ["WebVersion"] = device.Firmware.Version,
    };

    public static JsonObject Definition(VirtualDevice device) => new()
    {
        ["DeviceType"] = device.Model,
        ["DeviceClass"] = device.Firmware.DeviceClass,
        ["Vendor"] = DeviceText.Vendor,
        ["VideoInChannel"] = device.Channels,
        ["RemoteVideoInChannel"] = device.Channels,
        ["AlarmInChannel"] = device.AlarmInputs,
        ["AlarmOutChannel"] = device.AlarmOutputs,
        ["MaxExtraStream"] = 1,
        ["BuildDateTime"] = $"{device.Firmware.BuildDate} 00:00:00",
    };

    public static void Reboot(VirtualDevice device) => device.Faults.Reboot(device.RebootTime);

    /// <summary>With a name, that part alone.</summary>
    private static RpcReply Definition(VirtualDevice device, string? name)
    {
        var whole = Definition(device);
        return name is null ? RpcReply.One("definition", whole)
            : whole[name] is { } part ? RpcReply.One("definition", part.DeepClone())
            : RpcReply.Failed(RpcError.BadParameter);
    }

    private static JsonObject UpTime(VirtualDevice device)
    {
        var seconds = (long)(device.Time.GetUtcNow() - device.BootedAt).TotalSeconds;
        return new JsonObject { ["last"] = seconds, ["total"] = seconds };
    }

    /// <summary>Answered first; the connections are reset a moment later.</summary>
    public static RpcReply Leave(VirtualDevice device, Action<VirtualDevice> how)
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

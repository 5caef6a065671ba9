using DeviceCluster.Simulator.Rpc;

namespace DeviceCluster.Simulator.Http.Cgi;

/// <summary>magicBox.cgi: what the device says of itself, and its reboot.</summary>
internal static class MagicBoxScript
{
    public static HttpReply Answer(CgiCall call)
    {
        var device = call.Device;
        return call.Action switch
        {
            "getDeviceType" => HttpReply.Line("type", device.Model),
            "getDeviceClass" => HttpReply.Line("class", device.Firmware.DeviceClass),
            "getSerialNo" => HttpReply.Line("sn", device.Serial),
            "getMachineName" => HttpReply.Line("name", device.MachineName),
            "getVendor" => HttpReply.Line("vendor", DeviceText.Vendor),
            "getSoftwareVersion" => HttpReply.Lines([$"version={device.Firmware.Version},build:{device.Firmware.BuildDate}"]),
            "getHardwareVersion" => HttpReply.Line("version", "1.00"),
            "getSystemInfo" => HttpReply.Lines(
            [
                $"deviceType={device.Model}", "hardwareVersion=1.00", "processor=SIM", $"serialNumber={device.Serial}", $"updateSerial={device.Model}",
            ]),
            "getProductDefinition" => Definition(call),
            "reboot" => Leave(device, MagicBox.Reboot),
            "shutdown" => Leave(device, static device => device.Faults.PowerOff()),
            _ => HttpReply.BadRequest,
        };
    }

    private static HttpReply Definition(CgiCall call)
    {
        var whole = MagicBox.Definition(call.Device);
        if (call.Text("name") is not { } name)
            return HttpReply.Lines(ConfigText.Lines("table.ProductDefinition", whole));

        return whole[name] is { } part ? HttpReply.Lines(ConfigText.Lines($"definition.{name}", part)) : HttpReply.BadRequest;
    }

    private static HttpReply Leave(VirtualDevice device, Action<VirtualDevice> how)
    {
        MagicBox.Leave(device, how);
        return HttpReply.Ok;
    }
}

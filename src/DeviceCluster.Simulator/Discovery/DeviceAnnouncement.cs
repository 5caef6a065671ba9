using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Discovery;

/// <summary>What a device tells of itself when it is searched for.</summary>
internal static class DeviceAnnouncement
{
    /// <summary>The low two bits mean initialised; devices of today show these bits above.</summary>
    private const int Initialised = 150;

    /// <summary>Nothing listens for HTTP, so no port is promised.</summary>
    private const int NoPort = 0;

    public static byte[] Create(VirtualDevice device, int dvripPort)
    {
        var address = device.Address.ToString();
        var loopback = IPAddress.IsLoopback(device.Address);
        var info = new JsonObject
        {
            ["AlarmInputChannels"] = device.AlarmInputs,
            ["AlarmOutputChannels"] = device.AlarmOutputs,
            ["DeviceClass"] = device.Firmware.DeviceClass,
            ["DeviceID"] = "",
            ["DeviceType"] = device.Model,
            ["Find"] = "BC",
            ["HttpPort"] = NoPort,
            ["IPv4Address"] = new JsonObject
            {
                ["DefaultGateway"] = loopback ? "127.0.0.1" : "",
                ["DhcpEnable"] = false,
                ["IPAddress"] = address,
                ["SubnetMask"] = loopback ? "255.0.0.0" : "255.255.0.0",
            },
            ["IPv6Address"] = new JsonObject
            {
                ["DefaultGateway"] = "",
                ["DhcpEnable"] = false,
                ["IPAddress"] = "",
                ["LinkLocalAddress"] = "",
            },
            ["Init"] = Initialised,
            ["MachineName"] = device.MachineName,
            ["Manufacturer"] = DeviceText.Vendor,
            ["Port"] = dvripPort,
            ["RemoteVideoInputChannels"] = device.Channels,
            ["SerialNo"] = device.Serial,
            ["UnLoginFuncMask"] = 1,
            ["Vendor"] = DeviceText.Vendor,
            ["Version"] = device.Firmware.Version,
            ["VideoInputChannels"] = device.Channels,
            ["VideoOutputChannels"] = 1,
        };
        var message = new JsonObject
        {
            ["mac"] = device.Mac,
            ["method"] = "client.notifyDevInfo",
            ["params"] = new JsonObject { ["deviceInfo"] = info },
        };
        return DhipDatagram.Write(JsonSerializer.SerializeToUtf8Bytes<JsonNode>(message));
    }
}

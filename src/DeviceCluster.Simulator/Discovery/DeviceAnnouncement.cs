using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Initialisation;
using DeviceCluster.Simulator.Network;

namespace DeviceCluster.Simulator.Discovery;

/// <summary>What a device tells of itself when it is searched for.</summary>
internal static class DeviceAnnouncement
{
    public static byte[] Create(VirtualDevice device, FleetPorts ports)
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
            ["Find"] = InitBits.Find,
            ["HttpPort"] = device.ToldHttpPort ?? ports.Http,
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
            ["Init"] = InitBits.Of(device),
            ["MachineName"] = device.MachineName,
            ["Manufacturer"] = DeviceText.Vendor,
            ["Port"] = ports.Dvrip,
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

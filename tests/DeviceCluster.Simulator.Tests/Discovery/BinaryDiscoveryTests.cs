using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Tests.Wire;

namespace DeviceCluster.Simulator.Tests.Discovery;

public class BinaryDiscoveryTests
{
    [Fact]
    public async Task A_binary_search_is_answered_with_address_ports_type_and_serial()
    {
        await using var host = await Web.StartAsync(options => options with { Devices = 2, OldDiscoveryPort = 0 });
        var search = new byte[32];
        (search[0], search[1], search[3], search[16]) = (0xA3, 1, 1, 2);

        var reply = await AskAsync(host.Devices[1].Address, host.OldDiscoveryPort, search);

        Assert.Equal((0xB3, reply.Length - 32), (reply[0], BinaryPrimitives.ReadInt32LittleEndian(reply.AsSpan(4))));
        Assert.Equal(host.Devices[1].Address, new IPAddress(reply.AsSpan(32 + 24, 4)));
        Assert.Equal((host.HttpPort, host.DvripPort),
            (BinaryPrimitives.ReadUInt16LittleEndian(reply.AsSpan(32 + 62)), BinaryPrimitives.ReadUInt16LittleEndian(reply.AsSpan(32 + 66))));
        Assert.Equal(["DHI-NVR4104HS", "SIM000100000002"], Encoding.ASCII.GetString(reply.AsSpan(32 + 88)).Split('\0')[..2]);
    }

    [Fact]
    public async Task The_JSON_search_tells_the_web_port_and_whether_there_is_a_password()
    {
        await using var host = await Web.StartAsync(options => options with { Devices = 2, DiscoveryPort = 0, Uninitialised = 1 });
        var json = """{"method":"DHDiscover.search","params":{"mac":"","uni":1}}""";
        var search = new byte[32 + json.Length];
        search[0] = 0x20;
        "DHIP"u8.CopyTo(search.AsSpan(4));
        BinaryPrimitives.WriteInt32LittleEndian(search.AsSpan(16), json.Length);
        BinaryPrimitives.WriteInt32LittleEndian(search.AsSpan(24), json.Length);
        Encoding.ASCII.GetBytes(json).CopyTo(search, 32);

        var known = Info(await AskAsync(host.Devices[0].Address, host.DiscoveryPort, search));
        var fresh = Info(await AskAsync(host.Devices[1].Address, host.DiscoveryPort, search));

        Assert.Equal((host.HttpPort, 2, 1), ((int)known["HttpPort"]!, (int)known["Init"]! & 3, (int)fresh["Init"]! & 3));
    }

    private static JsonNode Info(byte[] reply) => JsonNode.Parse(Encoding.ASCII.GetString(reply.AsSpan(32)).TrimEnd('\0', '\n'))!["params"]!["deviceInfo"]!;

    private static async Task<byte[]> AskAsync(IPAddress device, int port, byte[] search)
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var limit = new CancellationTokenSource(Limit.Wait);
        await socket.SendAsync(search, new IPEndPoint(device, port), limit.Token);
        return (await socket.ReceiveAsync(limit.Token)).Buffer;
    }
}

using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Tests.Wire;

namespace DeviceCluster.Simulator.Tests.Discovery;

public class DiscoveryTests
{
    private const string Question = """{ "method" : "DHDiscover.search", "params" : { "mac" : "", "uni" : 1 } }""";

    private static readonly IPAddress Broadcast = new([127, 255, 255, 255]);

    [Fact]
    public async Task Every_device_answers_a_broadcast_from_its_own_address()
    {
        await using var host = await StartAsync(devices: 16);
        using var asker = Asker();

        await asker.SendToAsync(Datagram(Question + "\n"), new IPEndPoint(Broadcast, host.DiscoveryPort));
        var answers = await ReceiveAsync(asker, 16);

        Assert.Equal(host.Devices.Select(device => device.Address.ToString()).Order(), answers.Select(answer => answer.From.Address.ToString()).Order());
        Assert.All(answers, answer => Assert.Equal(host.DiscoveryPort, answer.From.Port));
        Assert.All(answers, answer => Assert.Equal(answer.From.Address.ToString(), (string)Info(answer)["IPv4Address"]!["IPAddress"]!));
        Assert.Equal(16, answers.Select(answer => (string)answer.Json["mac"]!).Distinct().Count());
    }

    [Fact]
    public async Task A_device_asked_by_its_address_answers_alone()
    {
        await using var host = await StartAsync(devices: 3);
        using var asker = Asker();

        await asker.SendToAsync(Datagram(Question), new IPEndPoint(host.Devices[1].Address, host.DiscoveryPort));
        var answer = (await ReceiveAsync(asker, 1))[0];
        await Limit.UntilAsync(() => host.Devices[1].Facts.DiscoveryAnswers == 1, "the count");

        Assert.Equal(host.Devices[1].Address, answer.From.Address);
        Assert.Equal((0, 0), (host.Devices[0].Facts.DiscoveryAnswers, host.Devices[2].Facts.DiscoveryAnswers));
    }

    [Fact]
    public async Task The_multicast_group_is_heard()
    {
        await using var host = await StartAsync(devices: 2);
        using var asker = Asker();
        asker.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.Loopback.GetAddressBytes());

        await asker.SendToAsync(Datagram(Question), new IPEndPoint(new IPAddress([239, 255, 255, 251]), host.DiscoveryPort));

        Assert.Equal(2, (await ReceiveAsync(asker, 2)).Count);
    }

    [Fact]
    public async Task An_answer_is_framed_and_filled_as_devices_do()
    {
        await using var host = await StartAsync(devices: 1);
        using var asker = Asker();

        await asker.SendToAsync(Datagram(Question), new IPEndPoint(host.Devices[0].Address, host.DiscoveryPort));
        var answer = (await ReceiveAsync(asker, 1))[0];

        Assert.Equal("2000000044484950" + "0000000000000000", Convert.ToHexString(answer.Bytes.AsSpan(0, 16)));
        Assert.Equal(answer.Bytes.Length - 32, BinaryPrimitives.ReadInt32LittleEndian(answer.Bytes.AsSpan(16)));
        Assert.Equal(answer.Bytes.Length - 32, BinaryPrimitives.ReadInt32LittleEndian(answer.Bytes.AsSpan(24)));
        Assert.Equal("client.notifyDevInfo", (string)answer.Json["method"]!);
        var info = Info(answer);
        Assert.Equal(("SIM000100000001", "NVR", host.DvripPort, 4, 2),
            ((string)info["SerialNo"]!, (string)info["DeviceClass"]!, (int)info["Port"]!, (int)info["VideoInputChannels"]!, (int)info["Init"]! & 3));
        Assert.Equal(0, (int)info["HttpPort"]!);
    }

    [Fact]
    public async Task What_is_no_search_gets_no_answer_and_harms_nothing()
    {
        await using var host = await StartAsync(devices: 1);
        using var asker = Asker();
        var to = new IPEndPoint(host.Devices[0].Address, host.DiscoveryPort);
        var random = new Random(3);
        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[random.Next(0, 200)];
            random.NextBytes(bytes);
            await asker.SendToAsync(bytes, to);
        }

        await asker.SendToAsync(Encoding.ASCII.GetBytes(Question), to);
        await asker.SendToAsync(Datagram("""{"method":7}"""), to);
        await asker.SendToAsync(Datagram("[[["), to);
        await asker.SendToAsync(Datagram("""{"method":"DevInit.account"}"""), to);
        await asker.SendToAsync(Datagram(Question), to);

        Assert.Single(await ReceiveAsync(asker, 1));
        await Limit.UntilAsync(() => host.Devices[0].Facts.DiscoveryAnswers == 1, "the one answer");
    }

    [Fact]
    public async Task A_device_that_is_off_unplugged_or_mute_does_not_answer()
    {
        await using var host = await StartAsync(devices: 4);
        host.Devices[0].Faults.Unplug();
        host.Devices[1].Faults.Mute();
        host.Devices[2].Faults.PowerOff();
        using var asker = Asker();

        await asker.SendToAsync(Datagram(Question), new IPEndPoint(Broadcast, host.DiscoveryPort));
        var answer = (await ReceiveAsync(asker, 1))[0];

        Assert.Equal(host.Devices[3].Address, answer.From.Address);
        Assert.Equal(0, host.Devices.Take(3).Sum(device => device.Facts.DiscoveryAnswers));
    }

    private static Task<SimulatorHost> StartAsync(int devices) =>
        Fleet.StartAsync(options => options with { Devices = devices, DiscoveryPort = 0 });

    private static Socket Asker()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { EnableBroadcast = true };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static byte[] Datagram(string json)
    {
        var text = Encoding.ASCII.GetBytes(json);
        var datagram = new byte[32 + text.Length];
        "\x20\0\0\0DHIP"u8.CopyTo(datagram);
        BinaryPrimitives.WriteInt32LittleEndian(datagram.AsSpan(16), text.Length);
        BinaryPrimitives.WriteInt32LittleEndian(datagram.AsSpan(24), text.Length);
        text.CopyTo(datagram, 32);
        return datagram;
    }

    private static async Task<List<Answer>> ReceiveAsync(Socket socket, int count)
    {
        var answers = new List<Answer>();
        var buffer = new byte[65_536];
        using var limit = new CancellationTokenSource(Limit.Wait);
        while (answers.Count < count)
        {
            var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), limit.Token);
            var bytes = buffer.AsSpan(0, received.ReceivedBytes).ToArray();
            answers.Add(new Answer((IPEndPoint)received.RemoteEndPoint, bytes, JsonNode.Parse(bytes.AsSpan(32))!.AsObject()));
        }

        return answers;
    }

    private static JsonNode Info(Answer answer) => answer.Json["params"]!["deviceInfo"]!;

    private sealed record Answer(IPEndPoint From, byte[] Bytes, JsonObject Json);
}

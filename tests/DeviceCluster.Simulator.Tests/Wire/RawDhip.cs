using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Tests.Wire;

/// <summary>The JSON port from a client's side. Written from the protocol's description, not from the simulator's code.</summary>
internal sealed class RawDhip : IDisposable
{
    private const int HeaderSize = 32;

    private RawDhip(RawConnection connection) => Connection = connection;

    public RawConnection Connection { get; }

    public uint Session { get; private set; }

    public List<byte[]> Headers { get; } = [];

    public static async Task<RawDhip> OpenAsync(SimulatorHost host, int device = 1) =>
        new(await RawConnection.OpenAsync(new IPEndPoint(host.Devices[device - 1].Address, host.JsonPort)));

    public async Task<JsonObject> LoginAsync(string password = RawLogin.Password)
    {
        var challenge = await CallAsync("global.login", Web.Login("").ToJsonString(), id: 1);
        Session = (uint)challenge["session"]!;
        return await CallAsync("global.login", Web.Login(Web.Proof(challenge, password)).ToJsonString(), id: 2);
    }

    public async Task<JsonObject> CallAsync(string method, string parameters = "null", uint id = 7)
    {
        await SendAsync(method, parameters, id);
        return await ReplyAsync();
    }

    public Task SendAsync(string method, string parameters = "null", uint id = 7, int packet = int.MaxValue) =>
        SendAsync(Encoding.UTF8.GetBytes($$"""{"method":"{{method}}","params":{{parameters}},"id":{{id}},"session":{{Session}}}"""), id, packet);

    public async Task SendAsync(byte[] json, uint id, int packet = int.MaxValue)
    {
        for (var at = 0; at < json.Length; at += Math.Min(packet, json.Length))
        {
            var part = json.AsMemory(at, Math.Min(packet, json.Length - at));
            var message = new byte[HeaderSize + part.Length];
            message[0] = 0x20;
            "DHIP"u8.CopyTo(message.AsSpan(4));
            BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(8), Session);
            BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(12), id);
            BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(16), part.Length);
            BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(24), json.Length);
            part.CopyTo(message.AsMemory(HeaderSize));
            await Connection.SendAsync(message);
        }
    }

    public async Task<JsonObject> ReplyAsync() => JsonNode.Parse(await TextAsync())!.AsObject();

    public async Task<string> TextAsync()
    {
        var text = new List<byte>();
        int total;
        do
        {
            var header = await Connection.ReadAsync(HeaderSize);
            Assert.Equal("20000000" + "44484950", Convert.ToHexString(header, 0, 8));
            Headers.Add(header);
            total = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(24));
            text.AddRange(await Connection.ReadAsync(BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(16))));
        }
        while (text.Count < total);

        Assert.Equal((byte)'\n', text[^1]);
        return Encoding.Latin1.GetString([.. text]);
    }

    public void Dispose() => Connection.Dispose();
}

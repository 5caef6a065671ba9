using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Tests.Wire;

/// <summary>JSON over the binary protocol, as a client does it: one packet out, as many in as it takes.</summary>
internal static class RawRpc
{
    public static async Task<JsonObject> CallAsync(this RawConnection connection, string method, string parameters = "null", uint id = 7, long? camera = null) =>
        (await connection.PacketsAsync(Request(method, parameters, id, camera), id)).Json;

    /// <summary>Asks and does not wait for the answer.</summary>
    public static Task RequestAsync(this RawConnection connection, string method, string parameters = "null", uint id = 7) =>
        connection.SendAsync(Request(method, parameters, id), id);

    public static async Task<(JsonObject Json, List<RawMessage> Packets)> PacketsAsync(this RawConnection connection, string json, uint id = 7)
    {
        await connection.SendAsync(json, id);
        return await connection.ReplyAsync();
    }

    public static async Task<(JsonObject Json, List<RawMessage> Packets)> ReplyAsync(this RawConnection connection)
    {
        var packets = new List<RawMessage>();
        do
        {
            packets.Add(await connection.ReceiveAsync());
        }
        while (packets.Sum(packet => packet.Extension.Length) < packets[0].Number(16));

        var text = string.Concat(packets.Select(packet => packet.Text));
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return (JsonNode.Parse(text)!.AsObject(), packets);
    }

    public static string Header(uint id, int total) =>
        "f6000000 00000000" + Hex(id) + "00000000" + Hex((uint)total) + "00000000" + "01000000" + "00000000";

    private static Task SendAsync(this RawConnection connection, string json, uint id) =>
        connection.SendAsync(Header(id, json.Length + 1), json + "\n");

    private static string Request(string method, string parameters, uint id, long? camera = null) =>
        $$"""{"method":"{{method}}","params":{{parameters}},{{(camera is null ? "" : $"\"object\":{camera},")}}"id":{{id}},"session":1}""";

    private static string Hex(uint number) => Convert.ToHexString(BitConverter.GetBytes(number));
}

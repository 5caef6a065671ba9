using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeviceCluster.Simulator.Json;

/// <summary>An answer as it goes out: its bytes, whose they say they are, how often and after how long they are sent.</summary>
internal readonly record struct RpcAnswer(byte[] Text, uint Id, int Times, TimeSpan After)
{
    private const int HugeBytes = 4 * 1024 * 1024;
    private const uint WrongBy = 1000;
    private const int DamagedEvery = 16;

    public static RpcAnswer Of(VirtualDevice device, JsonObject reply, uint id)
    {
        var faults = device.Faults.Answers;
        if (faults.Take(AnswerFault.WrongId))
        {
            id += WrongBy;
            reply["id"] = id;
        }

        if (faults.Take(AnswerFault.Huge))
            reply["padding"] = new string('x', HugeBytes);

        byte[] text = [.. JsonSerializer.SerializeToUtf8Bytes<JsonNode>(reply), (byte)'\n'];
        if (faults.Take(AnswerFault.Corrupt))
            Damage(text);

        return new RpcAnswer(text, id, faults.Take(AnswerFault.Twice) ? 2 : 1, faults.Late);
    }

    /// <summary>The end mark stays, so that it still is one message.</summary>
    private static void Damage(byte[] text)
    {
        for (var at = 0; at < text.Length - 1; at += DamagedEvery)
            text[at] ^= 0xFF;
    }
}

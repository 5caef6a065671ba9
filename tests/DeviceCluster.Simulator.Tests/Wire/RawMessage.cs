using System.Buffers.Binary;
using System.Text;

namespace DeviceCluster.Simulator.Tests.Wire;

/// <summary>A message as it stood on the wire. Written from the protocol's description, not from the simulator's code.</summary>
internal sealed record RawMessage(byte[] Header, byte[] Extension)
{
    public byte Command => Header[0];

    public string Text => Encoding.Latin1.GetString(Extension);

    public string HeaderHex => Convert.ToHexString(Header).ToLowerInvariant();

    public uint Number(int at) => BinaryPrimitives.ReadUInt32LittleEndian(Header.AsSpan(at));

    /// <summary>The value of a "Key:Value" line; empty when there is none.</summary>
    public string Line(string key) =>
        Text.Split("\r\n").FirstOrDefault(line => line.StartsWith(key + ":", StringComparison.Ordinal))?[(key.Length + 1)..] ?? "";
}

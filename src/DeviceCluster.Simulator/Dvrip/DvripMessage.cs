using System.Buffers.Binary;
using System.Text;

namespace DeviceCluster.Simulator.Dvrip;

/// <summary>One message of a client: 32 bytes of header and what follows them. Valid only while it is handled.</summary>
internal readonly ref struct DvripMessage(ReadOnlySpan<byte> header, ReadOnlySpan<byte> extension)
{
    public const int HeaderSize = 32;
    public const int LengthAt = 4;
    public const int SessionAt = 8;

    public ReadOnlySpan<byte> Header { get; } = header;

    public ReadOnlySpan<byte> Extension { get; } = extension;

    public byte Command => Header[0];

    public byte Flags => Header[1];

    public uint Session => Number(SessionAt);

    /// <summary>Every byte becomes one character: what it says is compared, never shown as it is.</summary>
    public string Text => Encoding.Latin1.GetString(Extension);

    public uint Number(int at) => BinaryPrimitives.ReadUInt32LittleEndian(Header[at..]);
}

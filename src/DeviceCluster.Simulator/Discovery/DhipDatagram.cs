using System.Buffers.Binary;

namespace DeviceCluster.Simulator.Discovery;

/// <summary>The 32-byte header before the JSON of a discovery datagram.</summary>
internal static class DhipDatagram
{
    private const int HeaderSize = 32;
    private const int LengthAt = 16, TotalAt = 24;

    private static ReadOnlySpan<byte> Mark => "\x20\0\0\0DHIP"u8;

    /// <summary>False for whatever is no such datagram: devices do not answer it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out ReadOnlySpan<byte> json)
    {
        json = default;
        if (datagram.Length < HeaderSize || !datagram.StartsWith(Mark))
            return false;

        var length = BinaryPrimitives.ReadUInt32LittleEndian(datagram[LengthAt..]);
        if (length == 0 || length > datagram.Length - HeaderSize)
            return false;

        json = datagram.Slice(HeaderSize, (int)length).TrimEnd("\0\r\n "u8);
        return true;
    }

    public static byte[] Write(ReadOnlySpan<byte> json)
    {
        var datagram = new byte[HeaderSize + json.Length + 1];
        Mark.CopyTo(datagram);
        BinaryPrimitives.WriteInt32LittleEndian(datagram.AsSpan(LengthAt), json.Length + 1);
        BinaryPrimitives.WriteInt32LittleEndian(datagram.AsSpan(TotalAt), json.Length + 1);
        json.CopyTo(datagram.AsSpan(HeaderSize));
        datagram[^1] = (byte)'\n';
        return datagram;
    }
}

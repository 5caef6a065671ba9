using System.Buffers.Binary;

namespace DeviceCluster.Media.Dhav;

/// <summary>The fixed parts of a DHAV frame: where its header and trailer keep what.</summary>
internal static class DhavFormat
{
    public const int HeaderSize = 24;
    public const int TrailerSize = 8;
    public const int MinFrame = HeaderSize + TrailerSize;

    public const int TypeAt = 4;
    public const int SubtypeAt = 5;
    public const int ChannelAt = 6;
    public const int SubSequenceAt = 7;
    public const int SequenceAt = 8;
    public const int LengthAt = 12;
    public const int TimeAt = 16;
    public const int MillisecondsAt = 20;
    public const int ExtensionLengthAt = 22;
    public const int HeaderChecksumAt = 23;

    public static ReadOnlySpan<byte> HeaderMark => "DHAV"u8;

    public static ReadOnlySpan<byte> TrailerMark => "dhav"u8;

    /// <summary>Byte 23 is the sum of the 23 bytes before it.</summary>
    public static byte HeaderChecksum(ReadOnlySpan<byte> header)
    {
        byte sum = 0;
        foreach (var value in header[..HeaderChecksumAt])
            sum = unchecked((byte)(sum + value));
        return sum;
    }

    /// <summary>The bytes are a whole frame long; says whether they end in the trailer that belongs to this length.</summary>
    public static bool EndsInTrailer(ReadOnlySpan<byte> frame)
    {
        var trailer = frame[^TrailerSize..];
        return trailer.StartsWith(TrailerMark)
            && BinaryPrimitives.ReadUInt32LittleEndian(trailer[TrailerMark.Length..]) == (uint)frame.Length;
    }
}

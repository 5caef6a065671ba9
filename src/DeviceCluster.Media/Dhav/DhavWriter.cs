using System.Buffers.Binary;

namespace DeviceCluster.Media.Dhav;

/// <summary>Writes DHAV frames as a device sends them, with header checksum, body checksum and trailer.</summary>
public static class DhavWriter
{
    /// <summary>The fixed part that every frame begins with.</summary>
    public const int HeaderSize = DhavFormat.HeaderSize;

    private const int MaxExtension = 8 + 4 + 4 + 8;

    /// <summary>Room that is enough for a frame with this body, whatever its header says.</summary>
    public static int MaxSize(int bodyLength) => checked(DhavFormat.MinFrame + MaxExtension + bodyLength);

    /// <summary>Returns the length of the frame.</summary>
    public static int Write(in DhavFrameHeader header, ReadOnlySpan<byte> body, Span<byte> destination)
    {
        Span<byte> buffer = stackalloc byte[MaxExtension];
        var extension = buffer[..WriteExtension(header, body, buffer)];
        var length = checked(DhavFormat.MinFrame + extension.Length + body.Length);
        if (destination.Length < length)
            throw new ArgumentException($"holds {destination.Length} bytes, the frame needs {length}", nameof(destination));

        WriteHeader(header, extension.Length, length, destination[..DhavFormat.HeaderSize]);
        var rest = destination[DhavFormat.HeaderSize..];
        extension.CopyTo(rest);
        body.CopyTo(rest[extension.Length..]);
        WriteTrailer(length, destination[..length][^DhavFormat.TrailerSize..]);
        return length;
    }

    /// <summary>
    /// Makes a frame that is already written another stream's own: only what stands in its header changes, so the header is all that is
    /// asked for.
    /// </summary>
    public static void Restamp(Span<byte> header, byte channel0, uint sequence, DateTime localTime, ushort milliseconds)
    {
        if (header.Length < HeaderSize || !header.StartsWith(DhavFormat.HeaderMark))
            throw new ArgumentException("holds no whole header of a frame", nameof(header));

        header[DhavFormat.ChannelAt] = channel0;
        BinaryPrimitives.WriteUInt32LittleEndian(header[DhavFormat.SequenceAt..], sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(header[DhavFormat.TimeAt..], DhavTime.Pack(localTime));
        BinaryPrimitives.WriteUInt16LittleEndian(header[DhavFormat.MillisecondsAt..], milliseconds);
        header[DhavFormat.HeaderChecksumAt] = DhavFormat.HeaderChecksum(header);
    }

    private static void WriteHeader(in DhavFrameHeader header, int extensionLength, int length, Span<byte> to)
    {
        DhavFormat.HeaderMark.CopyTo(to);
        to[DhavFormat.TypeAt] = (byte)header.Type;
        to[DhavFormat.SubtypeAt] = header.Subtype;
        to[DhavFormat.SubSequenceAt] = header.SubSequence;
        BinaryPrimitives.WriteInt32LittleEndian(to[DhavFormat.LengthAt..], length);
        to[DhavFormat.ExtensionLengthAt] = (byte)extensionLength;
        Restamp(to, header.Channel0, header.Sequence, header.LocalTime, header.Milliseconds);
    }

    private static void WriteTrailer(int length, Span<byte> to)
    {
        DhavFormat.TrailerMark.CopyTo(to);
        BinaryPrimitives.WriteInt32LittleEndian(to[DhavFormat.TrailerMark.Length..], length);
    }

    private static int WriteExtension(in DhavFrameHeader header, ReadOnlySpan<byte> body, Span<byte> to)
    {
        var written = WriteSize(header, to);
        if (header.Video != VideoCodec.Unknown)
            written += Put(to[written..], [DhavElements.VideoFormat, 0, DhavCodes.Code(header.Video), header.FrameRate]);

        if (header.Audio != AudioCodec.Unknown)
        {
            var rate = DhavCodes.SampleRateIndex(header.SampleRate);
            written += Put(to[written..], [DhavElements.AudioFormat, header.AudioChannels, DhavCodes.Code(header.Audio), rate]);
        }

        return header.OmitChecksum ? written : written + WriteChecksum(body, to[written..]);
    }

    /// <summary>The long form only when the size needs it: old readers do not know it.</summary>
    private static int WriteSize(in DhavFrameHeader header, Span<byte> to)
    {
        if (header.Width == 0 && header.Height == 0)
            return 0;

        if (FitsEights(header.Width) && FitsEights(header.Height))
            return Put(to, [DhavElements.SizeInEights, 0, (byte)(header.Width / 8), (byte)(header.Height / 8)]);

        var written = Put(to, [DhavElements.Size, 0, 0, 0, 0, 0, 0, 0]);
        BinaryPrimitives.WriteUInt16LittleEndian(to[4..], header.Width);
        BinaryPrimitives.WriteUInt16LittleEndian(to[6..], header.Height);
        return written;
    }

    private static bool FitsEights(ushort size) => size % 8 == 0 && size / 8 <= byte.MaxValue;

    private static int WriteChecksum(ReadOnlySpan<byte> body, Span<byte> to)
    {
        var written = Put(to, [DhavElements.BodyChecksum, 0, 0, 0, 0, 0, 0, 0]);
        BinaryPrimitives.WriteUInt32LittleEndian(to[1..], DhavChecksum.Sum(body));
        return written;
    }

    private static int Put(Span<byte> to, ReadOnlySpan<byte> element)
    {
        element.CopyTo(to);
        return element.Length;
    }
}

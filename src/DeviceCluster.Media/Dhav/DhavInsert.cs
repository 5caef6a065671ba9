using System.Buffers.Binary;

namespace DeviceCluster.Media.Dhav;

/// <summary>Puts bytes before the body of a frame. All that the device said in header and extension stays, but lengths and checksums.</summary>
public static class DhavInsert
{
    public static int Length(in DhavFrame frame, int added) => checked(frame.Length + added);

    /// <summary>Returns the length of the frame that was written.</summary>
    public static int BeforeBody(in DhavFrame frame, ReadOnlySpan<byte> added, Span<byte> destination)
    {
        var length = Length(frame, added.Length);
        if (destination.Length < length)
            throw new ArgumentException($"holds {destination.Length} bytes, the frame needs {length}", nameof(destination));

        var to = destination[..length];
        frame.Bytes[..frame.BodyAt].CopyTo(to);
        added.CopyTo(to[frame.BodyAt..]);
        frame.Bytes[frame.BodyAt..].CopyTo(to[(frame.BodyAt + added.Length)..]);

        BinaryPrimitives.WriteInt32LittleEndian(to[DhavFormat.LengthAt..], length);
        BinaryPrimitives.WriteInt32LittleEndian(to[^sizeof(int)..], length);
        to[DhavFormat.HeaderChecksumAt] = DhavFormat.HeaderChecksum(to);
        WriteChecksum(to[DhavFormat.HeaderSize..frame.BodyAt], to[frame.BodyAt..^DhavFormat.TrailerSize]);
        return length;
    }

    private static void WriteChecksum(Span<byte> extension, ReadOnlySpan<byte> body)
    {
        while (!extension.IsEmpty && DhavElements.SizeOf(extension[0]) is > 0 and var size && size <= extension.Length)
        {
            if (extension[0] == DhavElements.BodyChecksum)
                BinaryPrimitives.WriteUInt32LittleEndian(extension[1..], DhavChecksum.Sum(body));
            extension = extension[size..];
        }
    }
}

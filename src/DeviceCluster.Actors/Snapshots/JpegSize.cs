using System.Buffers.Binary;

namespace DeviceCluster.Actors.Snapshots;

/// <summary>Width and height that the frame header of a JPEG tells.</summary>
internal readonly record struct JpegSize(int Width, int Height)
{
    private const byte Mark = 0xFF;
    private const byte Start = 0xD8;
    private const byte End = 0xD9;
    private const byte Scan = 0xDA;

    /// <summary>Null: this is no JPEG, or not all of one.</summary>
    public static JpegSize? Of(ReadOnlySpan<byte> picture)
    {
        if (picture is not [Mark, Start, ..] || picture[^2..] is not [Mark, End])
            return null;
        for (var at = 2; at + 4 <= picture.Length && picture[at] == Mark;)
        {
            var kind = picture[at + 1];
            var length = BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 2)..]);
            if (kind == Scan || length < 2)
                return null;
            if (IsFrame(kind))
                return at + 9 <= picture.Length ? Read(picture[(at + 5)..]) : null;
            at += 2 + length;
        }

        return null;
    }

    // SOF0 to SOF15, of which C4, C8 and CC are something else.
    private static bool IsFrame(byte kind) => kind is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static JpegSize Read(ReadOnlySpan<byte> size) =>
        new(BinaryPrimitives.ReadUInt16BigEndian(size[2..]), BinaryPrimitives.ReadUInt16BigEndian(size));
}

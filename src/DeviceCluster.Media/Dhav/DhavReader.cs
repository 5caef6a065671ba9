using System.Buffers.Binary;

namespace DeviceCluster.Media.Dhav;

/// <summary>Finds DHAV frames in bytes from the network. Keeps nothing, allocates nothing, throws at nothing it reads.</summary>
public static class DhavReader
{
    /// <summary>
    /// Looks at the start of the bytes. Either something is consumed, or the answer is <see cref="DhavStatus.NeedMore"/>;
    /// once <see cref="DhavLimits.MaxFrame"/> bytes are there, it is never the latter.
    /// </summary>
    public static DhavStatus TryRead(ReadOnlySpan<byte> bytes, DhavLimits limits, out DhavFrame frame, out int consumed)
    {
        frame = default;
        consumed = BytesBeforeMark(bytes);
        if (consumed > 0)
            return DhavStatus.Skipped;

        if (bytes.Length < DhavFormat.HeaderSize)
            return DhavStatus.NeedMore;

        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[DhavFormat.LengthAt..]);
        var bodyAt = DhavFormat.HeaderSize + bytes[DhavFormat.ExtensionLengthAt];
        if (length > (uint)Math.Max(limits.MaxFrame, DhavFormat.MinFrame) || length < bodyAt + DhavFormat.TrailerSize)
            return PassMark(out consumed);

        if (bytes.Length < length)
            return DhavStatus.NeedMore;

        bytes = bytes[..(int)length];
        if (!DhavFormat.EndsInTrailer(bytes))
            return PassMark(out consumed);

        frame = new DhavFrame(bytes, DhavElements.Read(bytes[DhavFormat.HeaderSize..bodyAt]), bodyAt);
        consumed = bytes.Length;
        return DhavStatus.Frame;
    }

    /// <summary>How many bytes surely belong to no frame. The end of the bytes may be the beginning of a mark, and is kept.</summary>
    private static int BytesBeforeMark(ReadOnlySpan<byte> bytes)
    {
        var mark = DhavFormat.HeaderMark;
        if (bytes.StartsWith(mark))
            return 0;

        var at = bytes.IndexOf(mark);
        if (at >= 0)
            return at;

        for (var kept = Math.Min(mark.Length - 1, bytes.Length); kept > 0; kept--)
        {
            if (bytes[^kept..].SequenceEqual(mark[..kept]))
                return bytes.Length - kept;
        }

        return bytes.Length;
    }

    /// <summary>Only the mark is passed, not the length that was claimed: a true frame may begin inside.</summary>
    private static DhavStatus PassMark(out int consumed)
    {
        consumed = DhavFormat.HeaderMark.Length;
        return DhavStatus.Error;
    }
}

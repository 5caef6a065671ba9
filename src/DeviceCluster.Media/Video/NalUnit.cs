using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Video;

/// <summary>
/// One NAL unit of an Annex-B stream, seen in the bytes it was read from. Its kind costs a look at its header, its end a search.
/// </summary>
public readonly ref struct NalUnit
{
    private readonly ReadOnlySpan<byte> _tail;

    internal NalUnit(ReadOnlySpan<byte> tail, int at)
    {
        _tail = tail;
        At = at;
    }

    /// <summary>Where its start code begins in the stream; zeros before the code belong to it.</summary>
    public int At { get; }

    /// <summary>From its header to its last byte, without start code and without zeros that fill up.</summary>
    public ReadOnlySpan<byte> Bytes
    {
        get
        {
            var end = _tail.IndexOf(NalReader.StartCode);
            return (end < 0 ? _tail : _tail[..end]).TrimEnd((byte)0);
        }
    }

    /// <summary>Its first two bytes, or what there is of them.</summary>
    public ReadOnlySpan<byte> Header => _tail[..Math.Min(2, _tail.Length)];

    public NalKind Kind(VideoCodec codec) => codec switch
    {
        VideoCodec.H264 when _tail.Length >= 1 => H264(_tail[0] & 0x1F),
        VideoCodec.H265 when _tail.Length >= 2 => H265(_tail[0] >> 1 & 0x3F),
        _ => NalKind.Other,
    };

    /// <summary>Of a slice: it is the first of its picture.</summary>
    public bool StartsPicture(VideoCodec codec)
    {
        var sliceAt = codec == VideoCodec.H265 ? 2 : 1;
        // H.264: first_mb_in_slice is 0, which Exp-Golomb writes as a single one bit. H.265: first_slice_segment_in_pic_flag.
        return _tail.Length > sliceAt && (_tail[sliceAt] & 0x80) != 0;
    }

    /// <summary>
    /// Its bytes as its coding counts them, as many as fit: a 3 behind two zeros is there only so that no start code appears inside. Returns
    /// how many.
    /// </summary>
    internal int ReadPayload(Span<byte> to)
    {
        var (length, zeros) = (0, 0);
        foreach (var value in Bytes)
        {
            if (length == to.Length)
                break;

            var escape = zeros >= 2 && value == 3;
            zeros = value == 0 ? zeros + 1 : 0;
            if (!escape)
                to[length++] = value;
        }

        return length;
    }

    private static NalKind H264(int type) => type switch
    {
        5 => NalKind.KeySlice,
        >= 1 and <= 4 => NalKind.Slice,
        7 or 8 => NalKind.ParameterSet,
        6 or 9 or (>= 14 and <= 18) => NalKind.BeforePicture,
        _ => NalKind.Other,
    };

    private static NalKind H265(int type) => type switch
    {
        >= 16 and <= 23 => NalKind.KeySlice,
        <= 31 => NalKind.Slice,
        >= 32 and <= 34 => NalKind.ParameterSet,
        35 or 39 or (>= 41 and <= 44) or (>= 48 and <= 55) => NalKind.BeforePicture,
        _ => NalKind.Other,
    };
}

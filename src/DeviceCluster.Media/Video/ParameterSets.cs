using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Video;

/// <summary>
/// The parameter sets of one stream as they were last sent. Without them no decoder can start, and some devices send them apart from their
/// key frames, or once only.
/// </summary>
public sealed class ParameterSets
{
    /// <summary>Most bytes that all of them have together.</summary>
    public const int MaxLength = 3 * MaxBytes;

    private const int Video = 0;
    private const int Sequence = 1;
    private const int Picture = 2;

    /// <summary>Of one kind. Streams have some hundred; a picture that claims more is not believed.</summary>
    private const int MaxBytes = 4 * 1024;

    private readonly byte[][] _kept = [[], [], []];
    private VideoCodec _codec;

    /// <summary>Both sets that a picture needs are known.</summary>
    public bool IsComplete => _kept[Sequence].Length > 0 && _kept[Picture].Length > 0;

    public int Length => _kept.Sum(units => units.Length);

    /// <summary>Keeps what the picture brings. True when it brings all that is known and needed: a decoder can start with it as it is.</summary>
    public bool Learn(VideoCodec codec, ReadOnlySpan<byte> picture)
    {
        if (codec != _codec)
        {
            _codec = codec;
            _kept.AsSpan().Fill([]);
        }

        Span<byte> units = stackalloc byte[MaxBytes];
        var brings = (ReadOnlySpan<bool>)[Learn(picture, Video, units), Learn(picture, Sequence, units), Learn(picture, Picture, units)];
        return brings[Sequence] && brings[Picture] && (brings[Video] || _kept[Video].Length == 0);
    }

    /// <summary>As Annex B, in the order in which they build on each other.</summary>
    public void CopyTo(Span<byte> destination)
    {
        foreach (var units in _kept)
        {
            units.CopyTo(destination);
            destination = destination[units.Length..];
        }
    }

    private bool Learn(ReadOnlySpan<byte> picture, int kind, Span<byte> room)
    {
        var length = Gather(picture, kind, room);
        if (length == 0)
            return false;

        var units = room[..Math.Max(0, length)];
        if (!units.SequenceEqual(_kept[kind]))
            _kept[kind] = units.ToArray();
        return true;
    }

    /// <summary>0 = there is none, -1 = too many.</summary>
    private int Gather(ReadOnlySpan<byte> picture, int kind, Span<byte> room)
    {
        ReadOnlySpan<byte> startCode = [0, 0, 0, 1];
        var length = 0;
        foreach (var unit in new NalReader(picture))
        {
            if (unit.Kind(_codec) is NalKind.Slice or NalKind.KeySlice)
                break;
            if (KindOf(unit.Header) != kind)
                continue;

            var bytes = unit.Bytes;
            if (room.Length - length < startCode.Length + bytes.Length)
                return -1;
            startCode.CopyTo(room[length..]);
            bytes.CopyTo(room[(length + startCode.Length)..]);
            length += startCode.Length + bytes.Length;
        }

        return length;
    }

    private int? KindOf(ReadOnlySpan<byte> header) => _codec switch
    {
        VideoCodec.H264 when header.Length > 0 => (header[0] & 0x1F) switch { 7 => Sequence, 8 => Picture, _ => null },
        VideoCodec.H265 when header.Length > 1 => (header[0] >> 1 & 0x3F) switch { 32 => Video, 33 => Sequence, 34 => Picture, _ => null },
        _ => null,
    };
}

using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Video;

/// <summary>
/// Splits an H.264 or H.265 elementary stream (Annex B) into its access units. Bytes before the first start code are passed over.
/// </summary>
public ref struct ElementaryStreamReader
{
    private readonly VideoCodec _codec;
    private readonly ReadOnlySpan<byte> _stream;
    private NalReader _units;
    private int _next;

    public ElementaryStreamReader(VideoCodec codec, ReadOnlySpan<byte> stream)
    {
        _codec = codec;
        _stream = stream;
        _units = new NalReader(stream);
        _next = _units.MoveNext() ? _units.Current.At : stream.Length;
    }

    /// <summary>Where the access unit begins in the stream.</summary>
    public int At { get; private set; }

    public readonly ReadOnlySpan<byte> Current => _stream[At.._next];

    public readonly ElementaryStreamReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_next >= _stream.Length)
            return false;

        At = _next;
        _next = EndOfPicture();
        return true;
    }

    /// <summary>A picture ends where, after a slice of it, something comes that stands before the slices of the next.</summary>
    private int EndOfPicture()
    {
        var hasSlice = IsSlice(_units.Current);
        while (_units.MoveNext())
        {
            var unit = _units.Current;
            if (hasSlice && BeginsPicture(unit))
                return unit.At;

            hasSlice |= IsSlice(unit);
        }

        return _stream.Length;
    }

    private readonly bool BeginsPicture(NalUnit unit) => unit.Kind(_codec) switch
    {
        NalKind.ParameterSet or NalKind.BeforePicture => true,
        NalKind.Slice or NalKind.KeySlice => unit.StartsPicture(_codec),
        _ => false,
    };

    private readonly bool IsSlice(NalUnit unit) => unit.Kind(_codec) is NalKind.Slice or NalKind.KeySlice;
}

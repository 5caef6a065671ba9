namespace DeviceCluster.Media.Video;

/// <summary>
/// Walks the NAL units of an Annex-B stream, behind start codes of three or four bytes. Bytes before the first are passed over.
/// </summary>
public ref struct NalReader(ReadOnlySpan<byte> annexB)
{
    private readonly ReadOnlySpan<byte> _bytes = annexB;
    private int _codeAt;
    private int _unitAt;

    internal static ReadOnlySpan<byte> StartCode => [0, 0, 1];

    public readonly NalUnit Current => new(_bytes[_unitAt..], _codeAt);

    public readonly NalReader GetEnumerator() => this;

    /// <summary>Searches no further than to the next unit, so a key frame is known without reading its pictures.</summary>
    public bool MoveNext()
    {
        var found = _bytes[_unitAt..].IndexOf(StartCode);
        if (found < 0)
            return false;

        var before = _unitAt;
        _codeAt = before + found;
        _unitAt = _codeAt + StartCode.Length;
        while (_codeAt > before && _bytes[_codeAt - 1] == 0)
            _codeAt--;
        return true;
    }
}

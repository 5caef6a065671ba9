namespace DeviceCluster.Pbm.Interactive;

/// <summary>The lines of this conversation, newest last, bounded; kept in memory only.</summary>
internal sealed class LineHistory
{
    private const int Limit = 500;

    private readonly List<string> _lines = [];
    private int _at;
    private string _draft = "";

    public void Add(string line)
    {
        if (line.Length > 0 && (_lines.Count == 0 || _lines[^1] != line))
            _lines.Add(line);
        if (_lines.Count > Limit)
            _lines.RemoveAt(0);
        _at = _lines.Count;
    }

    /// <summary>The line before; what was being written is kept for the way back.</summary>
    public string Older(string present)
    {
        if (_at == _lines.Count)
            _draft = present;
        _at = Math.Max(0, _at - 1);
        return _lines.Count == 0 ? present : _lines[_at];
    }

    public string Newer(string present)
    {
        if (_at == _lines.Count)
            return present;
        _at++;
        return _at == _lines.Count ? _draft : _lines[_at];
    }
}

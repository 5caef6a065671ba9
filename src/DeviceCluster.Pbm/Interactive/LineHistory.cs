namespace DeviceCluster.Pbm.Interactive;

/// <summary>The lines of this conversation and of those before, newest last, bounded.</summary>
internal sealed class LineHistory
{
    private const int Limit = 500;

    private readonly HistoryFile? _file;
    private readonly Func<string, bool> _keeps;
    private readonly List<string> _lines = [];
    private int _at;
    private string _draft = "";

    /// <param name="file">Null: nothing is kept beyond this conversation.</param>
    /// <param name="keeps">Which lines are; null: all.</param>
    public LineHistory(HistoryFile? file = null, Func<string, bool>? keeps = null)
    {
        _file = file;
        _keeps = keeps ?? (_ => true);
        _lines.AddRange((file?.Read() ?? []).TakeLast(Limit));
        _at = _lines.Count;
    }

    public void Add(string line)
    {
        _at = _lines.Count;
        if (line.Length == 0 || (_lines.Count > 0 && _lines[^1] == line))
            return;
        _lines.Add(line);
        if (_lines.Count > Limit)
            _lines.RemoveAt(0);
        _at = _lines.Count;
        _file?.Write([.. _lines.Where(_keeps)]);
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

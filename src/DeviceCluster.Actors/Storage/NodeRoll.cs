namespace DeviceCluster.Actors.Storage;

/// <summary>
/// Which starts of nodes are gone, for the rows they left. A database of this node alone: all but the present one. A shared one: whose address is
/// no member of the cluster, whoever had this node's name before, and whose sign of life this node has read unchanged for <see cref="Silence"/>.
/// The signs are compared with themselves only, never with a clock. Thread-safe.
/// </summary>
internal sealed class NodeRoll(bool isShared, string incarnation, TimeProvider time)
{
    /// <summary>Three signs of life missed.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>Between two readings, no more than this counts: while the database was away, nobody could give a sign.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(11);

    private readonly Lock _guard = new();
    private Dictionary<string, Sign> _signs = [];

    public string Incarnation => incarnation;

    /// <summary>This node's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The names of the nodes in the cluster, as this one sees it; empty while it is in none.</summary>
    public Func<IReadOnlyCollection<string>> Members { get; set; } = () => [];

    /// <summary>All rows, as they stand now.</summary>
    public void Read(IEnumerable<NodeRow> rows)
    {
        var now = time.GetTimestamp();
        lock (_guard)
            _signs = rows.ToDictionary(row => row.Incarnation, row => Next(row, now));
    }

    public bool IsGone(NodeRow row)
    {
        if (row.Incarnation == incarnation)
            return false;
        if (!isShared || row.Node == Name)
            return true;
        lock (_guard)
        {
            if (_signs.TryGetValue(row.Incarnation, out var sign) && sign.Unchanged >= Silence)
                return true;
        }

        return Members() is { Count: > 0 } members && !members.Contains(row.Node);
    }

    private Sign Next(NodeRow row, long now)
    {
        if (!_signs.TryGetValue(row.Incarnation, out var before) || before.SeenAt != row.SeenAt)
            return new Sign(row.SeenAt, now, TimeSpan.Zero);
        var step = time.GetElapsedTime(before.ReadAt, now);
        return new Sign(row.SeenAt, now, before.Unchanged + (step < LongestStep ? step : LongestStep));
    }

    private readonly record struct Sign(long SeenAt, long ReadAt, TimeSpan Unchanged);
}

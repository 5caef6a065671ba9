using DeviceCluster.Domain.Fencing;

namespace DeviceCluster.Domain.Tests.Fencing;

/// <summary>The keeper's thread of one process: one statement at a time, given up after two seconds; a late answer is nobody's.</summary>
internal sealed class SimKeeper(SimNode node, SimWorld world)
{
    private const int StatementTicks = 2 * SimNetwork.TicksPerSecond;

    private readonly Dictionary<string, HeldRow> _held = [];
    private readonly Dictionary<string, RowWatch> _watches = [];
    private readonly Dictionary<string, long> _freeing = [];
    private readonly Queue<RowWatch> _takes = new();
    private int _statement;
    private int? _givesUpAt;
    private TimeSpan _lastBeat = TimeSpan.MinValue / 2;

    public bool HoldsAny => _held.Count > 0;

    /// <summary>When the youngest statement that proved rows was sent.</summary>
    public TimeSpan BeatSent { get; private set; } = TimeSpan.MinValue / 2;

    public bool Holds(string shard) => _held.TryGetValue(shard, out var row) && HoldRule.Holds(row, node.Sight, node.Now);

    public bool MayLogin(string shard) => _held.TryGetValue(shard, out var row) && HoldRule.MayLogin(row, node.Sight, node.Now, out _);

    public void Step()
    {
        if (_givesUpAt is { } limit && limit > world.Network.Tick)
            return;
        if (_givesUpAt is not null)
            Fail();

        if (_held.Count > 0 && node.Now - _lastBeat >= world.Policy.BeatEvery)
            Beat();
        else if (_held.Keys.FirstOrDefault(shard => !(node.Wants(shard) && node.Sight.HasMajority(node.Now)) && !node.IsOpen(shard)) is { } unwanted)
            BeginFree(unwanted);
        else if (_freeing.Count > 0 && world.Network.Chance.Next(4) == 0)
            Free(_freeing.First());
        else if (_takes.TryDequeue(out var watch))
            Take(watch);
        else
            Read();
    }

    private void Beat()
    {
        var sent = _lastBeat = node.Now;
        var asked = _held.Keys.Where(shard => !node.IsHung(shard)).ToArray();
        Run(
            rows => Update(rows, r => r.Owner == node.Name && asked.Contains(r.Shard), r => r with { Beat = r.Beat + 1 }),
            rows =>
            {
                var answer = new BeatAnswer(sent, rows.ToDictionary(r => r.Shard, r => r.Epoch));
                BeatSent = answer.Sent;
                foreach (var shard in asked.Where(_held.ContainsKey))
                    Settle(shard, _held[shard].On(answer));
            });
    }

    private void Settle(string shard, HeldRow? kept)
    {
        if (kept is not null)
        {
            _held[shard] = kept;
            return;
        }

        _held.Remove(shard);
        world.Lost++;
        node.Fence(shard);
    }

    private void BeginFree(string shard)
    {
        _freeing[shard] = _held[shard].Epoch;
        _held.Remove(shard);
        Free(new(shard, _freeing[shard]));
    }

    private void Free(KeyValuePair<string, long> row) => Run(
        rows => Update(rows, r => r.Shard == row.Key && r.Owner == node.Name && r.Epoch == row.Value, r => r with { Owner = null }),
        _ =>
        {
            if (_freeing.GetValueOrDefault(row.Key) == row.Value)
                _freeing.Remove(row.Key);
        });

    private void Read()
    {
        var wanted = world.Shards.Where(shard => node.Wants(shard) && !_held.ContainsKey(shard)).ToArray();
        if (wanted.Length == 0)
            return;
        Run(rows => rows.Where(r => wanted.Contains(r.Shard)).ToArray(), Judge);
    }

    private void Judge(FenceRow[] rows)
    {
        foreach (var row in rows)
        {
            var watch = RowWatch.On(_watches.GetValueOrDefault(row.Shard), row, node.Sight.HasMost(node.Now), node.Now);
            _watches[row.Shard] = watch;
            if (TakeRule.Judge(watch, node.Sight, node.Now).May)
                _takes.Enqueue(watch);
        }
    }

    private void Take(RowWatch watch)
    {
        var sent = node.Now;
        var row = watch.Row;
        if (_held.ContainsKey(row.Shard) || !node.Wants(row.Shard))
            return;
        var byEpochAlone = world.Mutant.TakesByEpochAlone;
        Run(
            rows => Update(
                rows,
                r => r.Shard == row.Shard && r.Owner == row.Owner && r.Epoch == row.Epoch && (byEpochAlone || r.Beat == row.Beat),
                r => r with { Owner = node.Name, Epoch = r.Epoch + 1, Beat = r.Beat + 1 }),
            taken =>
            {
                if (taken.Length == 0)
                    return;
                _freeing.Remove(row.Shard);
                _held[row.Shard] = new HeldRow(row.Shard, row.Epoch + 1, sent);
                BeatSent = sent;
                node.Latch.Arm(node.Now);
                world.Count(row.Owner, node);
            });
    }

    private static FenceRow[] Update(FenceRow[] rows, Func<FenceRow, bool> where, Func<FenceRow, FenceRow> set)
    {
        var changed = new List<FenceRow>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (where(rows[i]))
                changed.Add(rows[i] = set(rows[i]));
        }

        return [.. changed];
    }

    private void Run(Func<FenceRow[], FenceRow[]> statement, Action<FenceRow[]> done)
    {
        var number = ++_statement;
        _givesUpAt = world.Network.Tick + StatementTicks;
        world.Store.Run(node.Place, statement, result => node.Receive(() =>
        {
            if (number != _statement || _givesUpAt is null)
                return;
            if (result is null)
                Fail();
            else
                done(result);
            _givesUpAt = null;
        }));
    }

    private void Fail()
    {
        _givesUpAt = null;
        _watches.Clear();
        _takes.Clear();
    }
}

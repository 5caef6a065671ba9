using DeviceCluster.Domain.Fencing;

namespace DeviceCluster.Actors.Fencing;

/// <summary>
/// What a node knows of its rows: which are wanted, waited for, held, given back. One lock, and nothing in it waits; entities and lanes ask it before
/// every login.
/// </summary>
internal sealed class FenceBook(FencePolicy policy)
{
    private const string GivenBack = "the shard is being given back";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, FenceSlot> _slots = [];
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClusterSight _sight = new("", 1, policy);
    private IReadOnlySet<string> _hung = new HashSet<string>();
    private TimeSpan _beatSent;
    private bool _ending;

    /// <summary>What is seen of the cluster; written by the one who looks.</summary>
    public ClusterSight Sight
    {
        get => Volatile.Read(ref _sight);
        set => Volatile.Write(ref _sight, value);
    }

    /// <summary>Shards with a native call that does not end: their rows are beaten no more.</summary>
    public IReadOnlySet<string> Hung
    {
        get => Volatile.Read(ref _hung);
        set => Volatile.Write(ref _hung, value);
    }

    /// <summary>When the youngest statement that proved rows was sent.</summary>
    public TimeSpan BeatSent
    {
        get
        {
            lock (_gate)
                return _beatSent;
        }
    }

    /// <summary>Done when nothing is held any more after <see cref="End"/>.</summary>
    public Task Empty => _empty.Task;

    public void Enter(string shard)
    {
        lock (_gate)
            Slot(shard).Entities++;
    }

    public void Leave(string shard)
    {
        lock (_gate)
        {
            var slot = Slot(shard);
            slot.Entities--;
            Tidy(shard, slot);
        }
    }

    /// <summary>Nothing is wanted any more.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ending = true;
            SetEmpty();
        }
    }

    public bool MayLogin(string shard, TimeSpan now, out string why)
    {
        lock (_gate)
        {
            if (_slots.TryGetValue(shard, out var slot) && slot is { Held: { } held, Freeing: null })
                return HoldRule.MayLogin(held, Sight, now, out why);
            why = slot is null ? FenceSlot.Unasked : slot.Freeing is null ? slot.Why : GivenBack;
            return false;
        }
    }

    public bool Holds(string shard, TimeSpan now)
    {
        lock (_gate)
            return _slots.TryGetValue(shard, out var slot) && slot.Held is { } held && HoldRule.Holds(held, Sight, now);
    }

    /// <summary>The rows that the next beat is for.</summary>
    public IReadOnlyList<string> ToBeat()
    {
        lock (_gate)
            return [.. _slots.Where(s => s.Value.Held is not null && !Hung.Contains(s.Key)).Select(s => s.Key)];
    }

    /// <summary>A beat was answered. Returns the shards that are lost.</summary>
    public IReadOnlyList<string> Settle(IReadOnlyList<string> asked, BeatAnswer answer)
    {
        lock (_gate)
        {
            _beatSent = answer.Sent;
            var lost = new List<string>();
            foreach (var shard in asked)
            {
                if (!_slots.TryGetValue(shard, out var slot) || slot.Held is not { } held)
                    continue;
                slot.Held = held.On(answer);
                if (slot.Held is not null)
                    continue;
                slot.Freeing = null;
                slot.Why = "the shard's row was lost to another node";
                lost.Add(shard);
                Tidy(shard, slot);
            }

            SetEmpty();
            return lost;
        }
    }

    /// <summary>
    /// Rows that are held and of no use here: no entity wants them, or no majority is behind this node. Whether a login stands in the way is not known here.
    /// </summary>
    public IReadOnlyList<string> ToFree(TimeSpan now)
    {
        var useless = !Sight.HasMajority(now);
        lock (_gate)
            return [.. _slots.Where(s => s.Value.Held is not null && (useless || _ending || s.Value.Entities == 0)).Select(s => s.Key)];
    }

    /// <summary>No login begins on it from now on. What was begun before is seen by whoever looks after this.</summary>
    public void BeginFree(string shard)
    {
        lock (_gate)
        {
            if (_slots.TryGetValue(shard, out var slot) && slot.Held is { } held)
                slot.Freeing = held.Epoch;
        }
    }

    /// <summary>Null: a login is open, and the row stays. Otherwise it is held no more, and this epoch is to be given back.</summary>
    public long? EndFree(string shard, bool isOpen)
    {
        lock (_gate)
        {
            if (!_slots.TryGetValue(shard, out var slot) || slot.Freeing is not { } epoch)
                return null;
            if (isOpen && slot.Held is not null)
            {
                slot.Freeing = null;
                return null;
            }

            slot.Held = null;
            slot.Why = FenceSlot.Unasked;
            return epoch;
        }
    }

    /// <summary>Rows that were to be given back, and whose statement got no answer yet.</summary>
    public IReadOnlyList<string> StillFreeing()
    {
        lock (_gate)
            return [.. _slots.Where(s => s.Value is { Held: null, Freeing: not null }).Select(s => s.Key)];
    }

    public void Freed(string shard)
    {
        lock (_gate)
        {
            var slot = Slot(shard);
            slot.Freeing = null;
            Tidy(shard, slot);
            SetEmpty();
        }
    }

    /// <summary>Shards with an entity here and without a row.</summary>
    public IReadOnlyList<string> Waiting()
    {
        lock (_gate)
            return _ending ? [] : [.. _slots.Where(s => s.Value is { Entities: > 0, Held: null }).Select(s => s.Key)];
    }

    /// <summary>Rows that are waited for were read. Returns those that may be taken as they are.</summary>
    public IReadOnlyList<FenceRow> Judge(IReadOnlyList<FenceRow> rows, TimeSpan now)
    {
        var sight = Sight;
        var hasMost = sight.HasMost(now);
        lock (_gate)
        {
            var takes = new List<FenceRow>();
            foreach (var row in rows)
            {
                if (!_slots.TryGetValue(row.Shard, out var slot) || slot.Held is not null)
                    continue;
                slot.Watch = RowWatch.On(slot.Watch, row, hasMost, now);
                var verdict = TakeRule.Judge(slot.Watch, sight, now);
                slot.Why = verdict.Why;
                if (verdict.May)
                    takes.Add(row);
            }

            return takes;
        }
    }

    /// <summary>The table did not answer: what is waited for is watched from anew.</summary>
    public void Fail(string why)
    {
        lock (_gate)
        {
            foreach (var slot in _slots.Values.Where(slot => slot.Held is null))
            {
                slot.Watch = null;
                slot.Why = why;
            }
        }
    }

    public void Take(FenceRow read, TimeSpan sent)
    {
        lock (_gate)
        {
            var slot = Slot(read.Shard);
            slot.Held = new HeldRow(read.Shard, read.Epoch + 1, sent);
            slot.Freeing = null;
            slot.Watch = null;
            _beatSent = sent;
        }
    }

    public (int Held, int Waiting, TimeSpan? BeatAge) Count(TimeSpan now)
    {
        lock (_gate)
        {
            var held = _slots.Values.Select(slot => slot.Held).OfType<HeldRow>().ToArray();
            return (held.Length, _slots.Values.Count(s => s is { Entities: > 0, Held: null }), held.Length == 0 ? null : held.Max(row => row.Age(now)));
        }
    }

    private FenceSlot Slot(string shard)
    {
        if (!_slots.TryGetValue(shard, out var slot))
            _slots[shard] = slot = new FenceSlot();
        return slot;
    }

    private void Tidy(string shard, FenceSlot slot)
    {
        if (slot.IsForgotten)
            _slots.Remove(shard);
    }

    private void SetEmpty()
    {
        if (_ending && _slots.Values.All(slot => slot is { Held: null, Freeing: null }))
            _empty.TrySetResult();
    }
}

using Akka.Actor;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Sessions;

namespace DeviceCluster.Actors.Sessions;

/// <summary>
/// The memory of the <see cref="SessionTable"/>: which native login is how far, and whose it is. Each method is one step under one lock;
/// what has to be done outside of it, and whom to tell, comes back to the caller.
/// </summary>
internal sealed class SessionRegister(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<DeviceId, DeviceSlot> _slots = [];
    private readonly Dictionary<string, int> _shards = [];
    private readonly Dictionary<long, SessionEntry> _live = [];
    private readonly EarlyLosses _early = new(time);
    private readonly SessionCounters _counters = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _attempts;
    private int _open;
    private bool _closed;

    public SessionFigures Figures()
    {
        lock (_gate)
            return _counters.With([.. Entries()]);
    }

    public void Count(Action<SessionCounters> count)
    {
        lock (_gate)
            count(_counters);
    }

    public SessionEntry? TryAdd(DeviceId device, LoginTarget target, SessionClaim claim, out string why)
    {
        lock (_gate)
        {
            var slot = Slot(device);
            why = _closed ? "the node is ending" : slot.Entry is { } other ? $"the login before this one is not gone yet ({other.Stage})" : "";
            if (why.Length > 0)
                return null;
            slot.Entry = new SessionEntry(++_attempts, device, target) { Claim = claim };
            slot.UnheardFailure = null;
            slot.LastGeneration = claim.Generation;
            _open++;
            _shards[slot.Entry.Shard] = CountOf(slot.Entry.Shard) + 1;
            return slot.Entry;
        }
    }

    public Inheritance Inherit(DeviceId device, IActorRef owner, long incarnation)
    {
        lock (_gate)
        {
            var slot = Slot(device);
            var failure = slot.UnheardFailure;
            slot.UnheardFailure = null;
            if (slot.Entry is not { IsWanted: true } entry)
                return new Inheritance(null, Live: false, failure, 0, slot.LastGeneration);

            entry.Claim = new SessionClaim(owner, incarnation, slot.LastGeneration);
            _counters.TakenOver++;
            return new Inheritance(entry, entry.Stage == SessionStage.Live, null, slot.LastGeneration, slot.LastGeneration);
        }
    }

    public void Abandon(DeviceId device, long incarnation)
    {
        lock (_gate)
        {
            if (Entry(device) is { } entry && entry.Claim?.Incarnation == incarnation)
                entry.Claim = null;
        }
    }

    public IReadOnlyList<DeviceId> Unclaimed()
    {
        lock (_gate)
            return [.. Entries().Where(entry => entry is { IsWanted: true, Claim: null }).Select(entry => entry.Device)];
    }

    public SessionEntry? Find(DeviceId device, long incarnation, long generation)
    {
        lock (_gate)
        {
            return Entry(device) is { Stage: SessionStage.Live } entry
                && entry.Claim?.Incarnation == incarnation && entry.Claim.Generation == generation ? entry : null;
        }
    }

    /// <summary>The call has returned a login. Null when nobody wants it, and the caller logs it out.</summary>
    public Arrival? Arrive(SessionEntry entry, INativeLogin login)
    {
        lock (_gate)
        {
            entry.Login = login;
            entry.Stage = SessionStage.Live;
            entry.Hear(time.GetTimestamp());
            _live[login.Id] = entry;
            _counters.Accepted++;
            if (!entry.Unwanted)
                return new Arrival(entry.Claim, _early.Has(login.Id));
            _counters.LateLogouts++;
            entry.BeginLeaving();
            return null;
        }
    }

    /// <summary>The call has failed. Returns whom to tell.</summary>
    public SessionClaim? Fail(SessionEntry entry, LoginFailure failure)
    {
        lock (_gate)
        {
            _counters.Failed++;
            Forget(entry);
            if (entry is { Unwanted: false, Claim: null })
                Slot(entry.Device).UnheardFailure = failure;
            return entry.Unwanted ? null : entry.Claim;
        }
    }

    /// <summary>The call is overdue. Returns whom to tell; what the call brings is wanted no more.</summary>
    public SessionClaim? SetOverdue(SessionEntry entry)
    {
        lock (_gate)
        {
            if (entry.Stage != SessionStage.Calling || entry.Unwanted)
                return null;
            entry.Unwanted = true;
            entry.EndingSince ??= time.GetTimestamp();
            _counters.Overdue++;
            return entry.Claim;
        }
    }

    /// <summary>The login of this claim (null: any of the device), which the caller logs out now; null when there is none to log out.</summary>
    public SessionEntry? TakeOut(DeviceId device, SessionClaim? claim, bool unclaimedOnly = false)
    {
        lock (_gate)
        {
            if (Entry(device) is not { } entry || (claim is not null && entry.Claim != claim) || (unclaimedOnly && entry.Claim is not null))
                return null;
            entry.Claim = null;
            if (entry.Stage == SessionStage.Calling)
                entry.EndingSince ??= time.GetTimestamp();
            return entry.BeginLeaving() ? entry : null;
        }
    }

    /// <summary>The login with this number, which is lost and which the caller ends now; null when it is ending already, or unknown yet.</summary>
    public SessionEntry? TakeLost(long loginId)
    {
        lock (_gate)
        {
            if (_live.TryGetValue(loginId, out var entry))
            {
                if (!entry.BeginLeaving())
                    return null;
                _counters.Lost++;
                return entry;
            }

            _counters.LossesUnknown++;
            _early.Add(loginId);
            return null;
        }
    }

    /// <summary>The call that ends it runs from now on.</summary>
    public void Ending(SessionEntry entry)
    {
        lock (_gate)
            entry.EndingSince = time.GetTimestamp();
    }

    public void Remove(SessionEntry entry)
    {
        lock (_gate)
            Forget(entry);
    }

    /// <summary>Marks all logins of the shard. Those that stand are for the caller to end, with whom to tell; those under way are when they arrive.</summary>
    public IReadOnlyList<(SessionEntry Entry, SessionClaim? Claim)> Fence(string shard, string reason)
    {
        lock (_gate)
        {
            var ending = new List<(SessionEntry, SessionClaim?)>();
            foreach (var entry in Entries().Where(entry => entry.Shard == shard && entry.Fenced is null))
            {
                entry.Fenced = reason;
                if (entry.Stage == SessionStage.Calling)
                    continue;
                ending.Add((entry, entry.Claim));
                entry.Claim = null;
                entry.BeginLeaving();
            }

            return ending;
        }
    }

    /// <summary>A login that was marked while its call ran. Returns whether it is for the caller to end, and whom to tell.</summary>
    public (bool Leaving, SessionClaim? Claim) TakeFenced(SessionEntry entry)
    {
        lock (_gate)
        {
            var claim = entry.Claim;
            entry.Claim = null;
            return (entry.BeginLeaving(), claim);
        }
    }

    /// <summary>Logins of the shard that are open, calls under way included.</summary>
    public int OpenOf(string shard)
    {
        lock (_gate)
            return CountOf(shard);
    }

    public IReadOnlyList<string> OpenShards()
    {
        lock (_gate)
            return [.. _shards.Keys];
    }

    /// <summary>Logins whose end has not come this long after it was begun.</summary>
    public IReadOnlyList<HungCall> Hung(TimeSpan after)
    {
        lock (_gate)
        {
            return
            [
                .. Entries()
                    .Where(entry => entry.EndingSince is { } since && time.GetElapsedTime(since) >= after)
                    .Select(entry => new HungCall(entry.Device, entry.Shard, time.GetElapsedTime(entry.EndingSince!.Value))),
            ];
        }
    }

    /// <summary>No login is added any more. Returns those that the caller logs out now, and when all are gone.</summary>
    public (IReadOnlyList<SessionEntry> Leaving, Task Empty) Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var entry in Entries())
                entry.Claim = null;
            SetEmpty();
            return ([.. Entries().Where(entry => entry.BeginLeaving())], _empty.Task);
        }
    }

    public int Open()
    {
        lock (_gate)
            return _open;
    }

    private DeviceSlot Slot(DeviceId device)
    {
        if (!_slots.TryGetValue(device, out var slot))
            _slots[device] = slot = new DeviceSlot();
        return slot;
    }

    private SessionEntry? Entry(DeviceId device) => _slots.TryGetValue(device, out var slot) ? slot.Entry : null;

    private IEnumerable<SessionEntry> Entries() => _slots.Values.Select(slot => slot.Entry).OfType<SessionEntry>();

    private void Forget(SessionEntry entry)
    {
        // A logout that was cut short by an abort ends twice.
        if (entry.Stage == SessionStage.Gone)
            return;
        entry.Stage = SessionStage.Gone;
        if (entry.Login is { } login && _live.TryGetValue(login.Id, out var present) && present == entry)
            _live.Remove(login.Id);
        if (_slots.TryGetValue(entry.Device, out var slot) && slot.Entry == entry)
            slot.Entry = null;
        _open--;
        if (CountOf(entry.Shard) is > 1 and var left)
            _shards[entry.Shard] = left - 1;
        else
            _shards.Remove(entry.Shard);
        SetEmpty();
    }

    private int CountOf(string shard) => _shards.GetValueOrDefault(shard);

    private void SetEmpty()
    {
        if (_closed && _open == 0)
            _empty.TrySetResult();
    }
}

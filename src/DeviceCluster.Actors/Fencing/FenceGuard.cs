using DeviceCluster.Actors.Sessions;
using DeviceCluster.Domain.Fencing;

namespace DeviceCluster.Actors.Fencing;

/// <summary>
/// Looks, many times within the watchdog's patience and whatever the database does, whether what stands may stand: ends what may not, feeds the
/// watchdog, and ends the process for what only that ends.
/// </summary>
internal sealed class FenceGuard(
    FenceBook book, SessionTable sessions, FenceWatchdog watchdog, FenceCounters counters, FencePolicy policy, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _closed = [];
    private volatile bool _ended;

    /// <summary>The library can end a login without a word to the device.</summary>
    public required bool CanAbort { get; init; }

    public required Action<string> EndProcess { get; init; }

    public TimeSpan Step()
    {
        // Told to end, and still here: then the watchdog ends it.
        if (_ended)
            return policy.FeedEvery;

        var now = clock.Monotonic();
        var open = sessions.OpenShards();
        var notHeld = open.Where(shard => !book.Holds(shard, now)).ToArray();
        lock (_gate)
            _closed.IntersectWith(notHeld);
        foreach (var shard in notHeld)
            Close(shard, "no beat of this node reached the database in time");

        LookForHung();
        if (book.Sight.IsStuck(now))
            End($"no majority of its cluster has vouched for this node for {policy.StuckFor.TotalSeconds:0} s: the others have gone on without it");
        if (!_ended && HoldRule.MayFeed(book.Sight, open.Count > 0, notHeld.Length > 0, now))
            watchdog.Feed(book.BeatSent);
        return policy.FeedEvery;
    }

    /// <summary>The shard is not held any more. Any thread.</summary>
    public void Close(string shard, string reason)
    {
        if (sessions.OpenOf(shard) == 0)
            return;
        if (!CanAbort)
        {
            End($"{reason}, and this library cannot end its sessions without a word to their devices");
            return;
        }

        lock (_gate)
        {
            if (_closed.Add(shard))
                counters.CountClosed();
        }

        sessions.AbortShard(shard, reason);
    }

    private void End(string why)
    {
        _ended = true;
        EndProcess(why);
    }

    private void LookForHung()
    {
        var hung = sessions.Hung(policy.HungAfter);
        book.Hung = hung.Count == 0 ? [] : hung.Select(call => call.Shard).ToHashSet();
        if (hung.FirstOrDefault(call => call.For >= policy.EndAt) is { } call)
            End($"the native call that ends the login of device {call.Device} has not returned for {call.For.TotalSeconds:0} s");
    }
}

using DeviceCluster.Actors.Sessions;
using DeviceCluster.Domain.Fencing;
using Microsoft.Extensions.Logging;

namespace DeviceCluster.Actors.Fencing;

/// <summary>
/// Works on the table: beats what is held, gives back what is not wanted, reads and takes what is waited for, and frees what nodes that are gone left
/// behind. One step at a time, on a thread of its own, for every statement may block for its limit.
/// </summary>
internal sealed class FenceKeeper(
    FenceBook book, ShardFenceTable table, SessionTable sessions, FenceWatchdog watchdog, FenceCounters counters, FencePolicy policy, TimeProvider clock,
    ILogger<FenceKeeper> log)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> _swept = [];
    private TimeSpan _beatDue;
    private TimeSpan _readDue;
    private TimeSpan _sweepDue;

    /// <summary>Ends the shard's sessions at once.</summary>
    public required Action<string, string> Close { get; init; }

    /// <summary>All that is due. Returns how long there is nothing to do.</summary>
    public TimeSpan Step()
    {
        try
        {
            Beat();
            Free();
            Take();
            Sweep();
            Recover();
        }
        catch (Exception e)
        {
            Fail(e);
        }

        var now = clock.Monotonic();
        var wait = book.Waiting().Count > 0 || book.StillFreeing().Count > 0 ? policy.ReadEvery : Idle;
        return book.ToBeat().Count > 0 && _beatDue - now < wait ? _beatDue - now : wait;
    }

    private void Beat()
    {
        var sent = clock.Monotonic();
        if (sent < _beatDue || book.ToBeat() is not { Count: > 0 } asked)
            return;

        _beatDue = sent + policy.BeatEvery;
        var epochs = table.Beat(book.Sight.Self, asked);
        foreach (var shard in book.Settle(asked, new BeatAnswer(sent, epochs)))
        {
            counters.CountLost();
            log.LogError("The row of shard {Shard} is another node's: its sessions end here at once", shard);
            Close(shard, "the shard's row was lost to another node");
        }
    }

    private void Free()
    {
        foreach (var shard in book.ToFree(clock.Monotonic()))
        {
            // First shut, then looked: a login that was begun before is seen, and none begins after.
            book.BeginFree(shard);
            _ = book.EndFree(shard, sessions.OpenOf(shard) > 0);
        }

        foreach (var shard in book.StillFreeing())
        {
            if (book.EndFree(shard, isOpen: false) is not { } epoch)
                continue;
            if (table.Free(shard, book.Sight.Self, epoch))
                counters.CountFreed();
            book.Freed(shard);
        }
    }

    private void Take()
    {
        var now = clock.Monotonic();
        if (now < _readDue || book.Waiting() is not { Count: > 0 } waiting)
            return;

        _readDue = now + policy.ReadEvery;
        var rows = table.Read(waiting);
        if (rows.Count < waiting.Count)
            throw new InvalidOperationException("shard_fences lacks rows: run the migration again");
        foreach (var row in book.Judge(rows, clock.Monotonic()))
        {
            // Before anything can stand on it.
            watchdog.Arm();
            var sent = clock.Monotonic();
            if (!table.Take(row, book.Sight.Self))
                continue;
            book.Take(row, sent);
            counters.CountTaken();
            log.LogInformation("The row of shard {Shard} is this node's, by epoch {Epoch}; it was {Owner}'s", row.Shard, row.Epoch + 1, row.Owner ?? "nobody");
        }
    }

    /// <summary>What a node that is gone held and nobody here wants is freed too: who wants it may not have seen that node go.</summary>
    private void Sweep()
    {
        var now = clock.Monotonic();
        var sight = book.Sight;
        if (now < _sweepDue || !sight.HasMajority(now))
            return;

        _sweepDue = now + policy.BeatEvery;
        _swept.IntersectWith(sight.Removed);
        var dumb = sight.Removed.Where(node => !_swept.Contains(node) && TakeRule.IsDumb(node, sight, now)).ToArray();
        if (dumb.Length == 0)
            return;
        var rows = table.ReadOwned(dumb);
        var freed = rows.Count(table.Release);
        if (rows.Count == 0)
            _swept.UnionWith(dumb);
        else
            log.LogInformation("{Count} rows of nodes that are gone were freed: {Nodes}", freed, string.Join(", ", dumb));
    }

    private void Fail(Exception e)
    {
        if (counters.Trouble.Length == 0)
            log.LogWarning(e, "The rows of the shards cannot be read and beaten: the database does not answer");
        counters.Trouble = e.Message;
        book.Fail($"the database does not answer: {e.Message}");
    }

    private void Recover()
    {
        if (counters.Trouble.Length == 0)
            return;
        counters.Trouble = "";
        log.LogInformation("The rows of the shards are read and beaten again");
    }
}

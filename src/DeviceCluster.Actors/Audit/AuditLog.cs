using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Audit;

/// <summary>
/// Where orders are written down when they were answered. They wait here, bounded, until the table takes them; thread-safe, and nobody waits for it.
/// </summary>
internal sealed class AuditLog(int capacity, TimeProvider time)
{
    private readonly Lock _guard = new();
    private readonly Queue<AuditEntry> _waiting = new();
    private long _dropped;
    private long _written;

    /// <summary>Entries that found no room while the table was away: the newest are lost, and how many is told.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Entries that are in the table.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>This node, as people see it.</summary>
    public string Node { get; set; } = "";

    public int Count
    {
        get
        {
            lock (_guard)
                return _waiting.Count;
        }
    }

    public void Record(DeviceId? device, Origin by, string what, IRefusal? refusal) =>
        Record(device, by, what, refusal is null ? "done" : $"{refusal.Code}: {refusal.Reason}");

    public void Record(DeviceId? device, Origin by, string what, string result)
    {
        var now = time.GetUtcNow();
        lock (_guard)
        {
            if (_waiting.Count < capacity)
                _waiting.Enqueue(new AuditEntry(Guid.CreateVersion7(now), now, device, by, what, result, Node));
            else
                Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>The oldest, which stay until they are <see cref="Forget">forgotten</see>.</summary>
    public IReadOnlyList<AuditEntry> Oldest(int most)
    {
        lock (_guard)
            return [.. _waiting.Take(most)];
    }

    /// <summary>So many of the oldest are in the table.</summary>
    public void Forget(int count)
    {
        lock (_guard)
        {
            for (var i = 0; i < count; i++)
                _waiting.Dequeue();
        }

        Interlocked.Add(ref _written, count);
    }
}

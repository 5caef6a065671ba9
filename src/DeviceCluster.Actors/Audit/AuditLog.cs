using System.Buffers.Binary;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Audit;

/// <summary>
/// Where orders are written down when they were answered. They wait here, bounded, until the table takes them; thread-safe, and nobody waits for it.
/// </summary>
internal sealed class AuditLog(int capacity, TimeProvider time)
{
    /// <summary>Who gave an order that does not say so.</summary>
    public static Origin Unsaid { get; } = new("not told", "cluster");

    private const int MostNumbers = 0xFFF;

    private readonly Lock _guard = new();
    private readonly Queue<AuditEntry> _waiting = new();
    private (long Millisecond, int Number) _last;
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
                _waiting.Enqueue(new AuditEntry(NextId(now), now, device, by, what, result, Node));
            else
                Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>By these the table is in order of time; within a millisecond they are counted, for by chance a cancelling would stand before its start.</summary>
    private Guid NextId(DateTimeOffset now)
    {
        var millisecond = now.ToUnixTimeMilliseconds();
        _last = millisecond == _last.Millisecond ? (millisecond, Math.Min(_last.Number + 1, MostNumbers)) : (millisecond, 0);
        Span<byte> id = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(id, bigEndian: true, out _);
        // The twelve bits behind the time and the version, which are free to choose.
        BinaryPrimitives.WriteUInt16BigEndian(id[6..], (ushort)(0x7000 | _last.Number));
        return new Guid(id, bigEndian: true);
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

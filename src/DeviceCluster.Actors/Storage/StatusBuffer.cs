using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Storage;

/// <summary>What is to be written next: the latest status of each device, for so many devices and no more. Thread-safe.</summary>
internal sealed class StatusBuffer(int capacity)
{
    private readonly Lock _guard = new();
    private readonly Dictionary<DeviceId, StatusChanged> _latest = [];
    private long _dropped;
    private long _returns;

    /// <summary>Changes that found no room.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Batches that came back unwritten.</summary>
    public long Returns => Interlocked.Read(ref _returns);

    public int Count
    {
        get
        {
            lock (_guard)
                return _latest.Count;
        }
    }

    public void Put(StatusChanged change)
    {
        lock (_guard)
        {
            if (_latest.ContainsKey(change.Device) || _latest.Count < capacity)
                _latest[change.Device] = change;
            else
                Interlocked.Increment(ref _dropped);
        }
    }

    public IReadOnlyList<StatusChanged> Take(int most)
    {
        lock (_guard)
        {
            StatusChanged[] taken = [.. _latest.Values.Take(most)];
            foreach (var change in taken)
                _latest.Remove(change.Device);
            return taken;
        }
    }

    /// <summary>What could not be written comes back; a newer status of the same device stands.</summary>
    public void PutBack(IReadOnlyList<StatusChanged> changes)
    {
        if (changes.Count == 0)
            return;

        Interlocked.Increment(ref _returns);
        lock (_guard)
        {
            foreach (var change in changes)
            {
                if (!_latest.ContainsKey(change.Device) && _latest.Count >= capacity)
                    Interlocked.Increment(ref _dropped);
                else
                    _latest.TryAdd(change.Device, change);
            }
        }
    }
}

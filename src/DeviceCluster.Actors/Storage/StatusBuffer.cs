using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Storage;

/// <summary>
/// What is to be written next: the latest status of each device, for so many devices and no more; and what was last said of each device that is
/// here, for a row that another node overwrote. Thread-safe.
/// </summary>
internal sealed class StatusBuffer(int capacity)
{
    private readonly Lock _guard = new();
    private readonly Dictionary<DeviceId, StatusChanged> _latest = [];
    private readonly Dictionary<DeviceId, StatusChanged> _held = [];
    private readonly HashSet<DeviceId> _left = [];
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

    /// <summary>The devices that are here.</summary>
    public IReadOnlyList<DeviceId> Held
    {
        get
        {
            lock (_guard)
                return [.. _held.Keys];
        }
    }

    public void Put(StatusChanged change)
    {
        lock (_guard)
        {
            _left.Remove(change.Device);
            Hold(change);
            if (_latest.ContainsKey(change.Device) || _latest.Count < capacity)
                _latest[change.Device] = change;
            else
                Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>The device is no longer here: what was not written yet would only overwrite what its next node says.</summary>
    public void Leave(DeviceId device)
    {
        lock (_guard)
        {
            // That it was removed is said all the same.
            if (_latest.TryGetValue(device, out var change) && change.Status is not null)
                _latest.Remove(device);
            _held.Remove(device);
            _left.Add(device);
        }
    }

    /// <summary>Those of the devices that are here are written once more.</summary>
    public void Again(IEnumerable<DeviceId> devices)
    {
        lock (_guard)
        {
            foreach (var device in devices)
            {
                if (_held.TryGetValue(device, out var change) && _latest.Count < capacity)
                    _latest.TryAdd(device, change);
            }
        }
    }

    public IReadOnlyList<StatusChanged> Take(int most)
    {
        lock (_guard)
        {
            StatusChanged[] taken = [.. _latest.Values.Take(most)];
            foreach (var change in taken)
                _latest.Remove(change.Device);
            _left.Clear();
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
            foreach (var change in changes.Where(change => change.Status is null || !_left.Contains(change.Device)))
            {
                if (!_latest.ContainsKey(change.Device) && _latest.Count >= capacity)
                    Interlocked.Increment(ref _dropped);
                else
                    _latest.TryAdd(change.Device, change);
            }
        }
    }

    private void Hold(StatusChanged change)
    {
        if (change.Status is null)
            _held.Remove(change.Device);
        else if (_held.ContainsKey(change.Device) || _held.Count < capacity)
            _held[change.Device] = change;
    }
}

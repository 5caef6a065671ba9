using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// Who is to be woken, in turn. Whoever waits keeps his place when the list is read again, so each has his turn also when a round takes longer
/// than the time between two reads.
/// </summary>
internal sealed class WakeQueue
{
    private readonly Queue<DeviceId> _due = new();
    private readonly HashSet<DeviceId> _waiting = [];

    public bool IsEmpty => _due.Count == 0;

    /// <summary>Adds at the end those that do not wait already.</summary>
    public void Add(IEnumerable<DeviceId> devices)
    {
        foreach (var device in devices)
        {
            if (_waiting.Add(device))
                _due.Enqueue(device);
        }
    }

    /// <summary>Those whose turn it is, at most so many.</summary>
    public IEnumerable<DeviceId> Take(int most)
    {
        for (var taken = 0; taken < most && _due.TryDequeue(out var device); taken++)
        {
            _waiting.Remove(device);
            yield return device;
        }
    }
}

using DeviceCluster.Actors.Fencing;

namespace DeviceCluster.Actors.Tests.Support;

/// <summary>A watchdog that trips when the test says so, and opens as the real one does: by a beat that was sent after the trip.</summary>
internal sealed class ScriptedWatchdog(TimeSpan trip, TimeSpan kill) : IWatchdog
{
    private readonly Lock _gate = new();
    private TimeSpan? _trippedAt;
    private int _feeds;
    private int _trips;

    public (TimeSpan Trip, TimeSpan Kill) ArmedFor { get; } = (trip, kill);

    public bool IsDisposed { get; private set; }

    public int Feeds => Volatile.Read(ref _feeds);

    public long Trips => Volatile.Read(ref _trips);

    public bool IsTripped
    {
        get
        {
            lock (_gate)
                return _trippedAt is not null;
        }
    }

    public void TripAt(TimeSpan now)
    {
        lock (_gate)
        {
            _trippedAt = now;
            _trips++;
        }
    }

    public void Feed(TimeSpan beatSent)
    {
        lock (_gate)
        {
            _feeds++;
            if (beatSent > _trippedAt)
                _trippedAt = null;
        }
    }

    public void Dispose() => IsDisposed = true;
}

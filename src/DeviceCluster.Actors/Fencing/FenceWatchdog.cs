using Microsoft.Extensions.Logging;

namespace DeviceCluster.Actors.Fencing;

/// <summary>The watchdog of this process: armed with the first row, for a node that waits for its first has nothing to be guarded from.</summary>
internal sealed class FenceWatchdog(Func<IWatchdog> arm, ILogger<FenceWatchdog> log)
{
    private IWatchdog? _armed;
    private bool _tripped;

    public bool IsArmed => Volatile.Read(ref _armed) is not null;

    public bool IsTripped => Volatile.Read(ref _armed) is { IsTripped: true };

    public long Trips => Volatile.Read(ref _armed)?.Trips ?? 0;

    /// <summary>On the keeper's thread.</summary>
    public void Arm()
    {
        if (_armed is null)
            Volatile.Write(ref _armed, arm());
    }

    /// <summary>On the guard's thread.</summary>
    public void Feed(TimeSpan beatSent)
    {
        if (Volatile.Read(ref _armed) is not { } armed)
            return;
        armed.Feed(beatSent);
        Tell(armed.IsTripped);
    }

    /// <summary>Nothing is open and nothing will be: the process may take its time to end.</summary>
    public void Disarm() => _armed?.Dispose();

    private void Tell(bool tripped)
    {
        if (_tripped == tripped)
            return;
        _tripped = tripped;
        if (tripped)
            log.LogError("The watchdog tripped: this node was stopped or cut off, and all its sessions are lost. It opens with the next beat");
        else
            log.LogWarning("The watchdog is open again");
    }
}

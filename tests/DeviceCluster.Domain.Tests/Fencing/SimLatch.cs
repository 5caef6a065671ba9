using DeviceCluster.Domain.Fencing;

namespace DeviceCluster.Domain.Tests.Fencing;

/// <summary>The watchdog of one process: a latch that goes by time alone, also while the process is stopped, and the kernel's timer behind it.</summary>
internal sealed class SimLatch(FencePolicy policy)
{
    private TimeSpan? _fed;
    private TimeSpan _trippedAt;

    public bool IsTripped { get; private set; }

    /// <summary>How often it tripped: a session of before is dumb for ever.</summary>
    public int Trips { get; private set; }

    public void Arm(TimeSpan now) => _fed ??= now;

    public void Feed(TimeSpan beatSent, TimeSpan now)
    {
        if (_fed is null)
            return;
        Look(now);
        _fed = now;
        if (beatSent > _trippedAt)
            IsTripped = false;
    }

    /// <summary>True when the kernel ends the process now.</summary>
    public bool Look(TimeSpan now)
    {
        if (_fed is not { } fed || now - fed <= policy.Trip)
            return false;
        if (_trippedAt != fed + policy.Trip)
        {
            _trippedAt = fed + policy.Trip;
            IsTripped = true;
            Trips++;
        }

        return now - fed > policy.Kill;
    }
}

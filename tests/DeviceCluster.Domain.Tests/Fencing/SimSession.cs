namespace DeviceCluster.Domain.Tests.Fencing;

/// <summary>A login of the simulation, from before its call is made until its logout has returned.</summary>
internal sealed class SimSession(int trips, int returns)
{
    public bool IsLive { get; set; }

    /// <summary>When the call under way, a login or a logout, returns.</summary>
    public int Returns { get; set; } = returns;

    /// <summary>The logout began.</summary>
    public TimeSpan? LeftAt { get; set; }

    /// <summary>It must not become live.</summary>
    public bool Unwanted { get; set; }

    /// <summary>Can a byte of it still reach the device?</summary>
    public bool Speaks(SimLatch latch) => latch.Trips == trips;
}

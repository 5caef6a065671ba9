using DeviceCluster.Domain.Sessions;

namespace DeviceCluster.Actors.Sessions;

/// <summary>The rates, times and bounds of device sessions.</summary>
public sealed record SessionSettings
{
    /// <summary>Logins a second, and at once, on this node.</summary>
    public double LoginsPerSecond { get; init; } = 50;

    public int LoginBurst { get; init; } = 64;

    /// <summary>Logins a second, and at once, at one site (an IPv4 /24 network, or a host name).</summary>
    public double LoginsPerSecondAndSite { get; init; } = 10;

    public int LoginBurstOfSite { get; init; } = 32;

    /// <summary>After this a login whose call has not returned has an unknown outcome; what it brings later is logged out.</summary>
    public TimeSpan LoginDeadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A logout that has not returned this long after its call began is counted, and still waited for; the library itself waits at most 1 s for the device.</summary>
    public TimeSpan LogoutDeadline { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan ControlDeadline { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Back-off and the other waiting times of a session.</summary>
    public SessionPolicy Policy { get; init; } = SessionPolicy.Default;

    /// <summary>How often a session that nothing was heard of is asked whether it still is online.</summary>
    public TimeSpan MuteCheck { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often every enrolled device is woken.</summary>
    public TimeSpan WakeEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Wakes a second.</summary>
    public int WakesPerSecond { get; init; } = 200;

    /// <summary>How long the end of the process waits for all logouts.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(10);
}

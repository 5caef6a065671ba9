namespace DeviceCluster.Domain.Sessions;

/// <summary>The waiting times of a session.</summary>
public sealed record SessionPolicy
{
    public static SessionPolicy Default { get; } = new();

    public TimeSpan BackoffMin { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan BackoffMax { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The most between attempts of a credential that is not proved, where the device never judges: each is two rows in the journal.</summary>
    public TimeSpan UnprovedMax { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A session that stood this long starts the back-off anew; a shorter one goes on with it.</summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan SessionLimitMin { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan SessionLimitMax { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan RefusedAgain { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The lock of a device that does not tell how long.</summary>
    public TimeSpan UntoldLock { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A silent session is given up after this.</summary>
    public TimeSpan MuteRelogin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between proved logins without a known outcome, from the second on: each may have cost a try.</summary>
    public TimeSpan UnknownAgain { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After an overdue login; longer than the library's longest login call, so that two never run at once.</summary>
    public TimeSpan OverdueWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the outcome of an attempt before a restart is waited for.</summary>
    public TimeSpan OutcomeWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a logout may take before the login is let go.</summary>
    public TimeSpan LogoutWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the loss that a device has said yes to is waited for.</summary>
    public TimeSpan ExpectedLossWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Between logins to a device that restarts as it was ordered.</summary>
    public TimeSpan RestartAgain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long that may take; afterwards it is away as any other device.</summary>
    public TimeSpan RestartWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Between attempts to journal what could not be journaled.</summary>
    public TimeSpan JournalAgain { get; init; } = TimeSpan.FromSeconds(15);
}

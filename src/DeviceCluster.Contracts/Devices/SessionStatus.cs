namespace DeviceCluster.Contracts.Devices;

/// <summary>Where the session to a device stands.</summary>
public enum SessionPhase
{
    /// <summary>Not wanted: disabled or not enrolled.</summary>
    Disabled = 0,

    /// <summary>Wanted, but the node may not log in yet.</summary>
    Waiting = 1,

    /// <summary>A login is under way.</summary>
    Connecting = 2,

    Online = 3,

    /// <summary>Logged in, but silent where it should not be.</summary>
    Mute = 4,

    /// <summary>The next attempt waits for its time.</summary>
    Backoff = 5,

    /// <summary>The device locked the account; nothing is sent before the lock is over.</summary>
    Locked = 6,

    /// <summary>The credential was refused, or its only attempt has no known outcome; nothing is sent until it is changed or retried.</summary>
    CredentialError = 7,

    /// <summary>The device has no room for another session.</summary>
    SessionLimit = 8,

    /// <summary>
    /// The device refuses this client for another reason; tried again hourly. After a number that nobody knows a credential that was never proved
    /// waits for an order to retry: the try may have been one of those that lock.
    /// </summary>
    Refused = 9,

    /// <summary>Another device answers at the address; nothing is sent to it.</summary>
    IdentityChanged = 10,

    /// <summary>Logging out.</summary>
    Leaving = 11,
}

/// <summary>The phase of a session with its reason in words; times are UTC of the node.</summary>
public sealed record SessionStatus(
    SessionPhase Phase, DateTimeOffset Since, string Reason, DateTimeOffset? NextAttempt, int? LoginError, int? AttemptsLeft);

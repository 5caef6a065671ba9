namespace DeviceCluster.Domain.Sessions;

/// <summary>What a failed login means for the session.</summary>
public enum LoginConsequence
{
    /// <summary>Nothing was judged, and it may be tried again soon.</summary>
    Backoff,

    /// <summary>The credential was judged wrong.</summary>
    CredentialError,

    Locked,

    SessionLimit,

    /// <summary>Refused for a reason that only people change; tried again hourly.</summary>
    Refused,

    /// <summary>The device judged the proof and refused by a number that nobody knows: it may have cost a try.</summary>
    Unexplained,

    /// <summary>The proof left and no verdict came back: it may have cost a try.</summary>
    Unknown,
}

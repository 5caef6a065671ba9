using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;

namespace DeviceCluster.Domain.Sessions;

/// <summary>What a session can hear. A generation is the number of one login; what comes for another than the present one is dropped.</summary>
public abstract record SessionInput
{
    /// <summary>What is remembered of the device: after recovery and after every journaled change. The session compares and acts.</summary>
    public sealed record Wanted(DeviceState Device) : SessionInput;

    /// <summary>The <c>CredentialTried</c> of this version is in the journal: its packet may leave.</summary>
    public sealed record TriedJournaled(int Version) : SessionInput;

    /// <summary>What was to be journaled last is not in the journal.</summary>
    public sealed record JournalFailed : SessionInput;

    /// <summary>The login's call is not made yet, and what it waits for; told as often as that is looked at.</summary>
    public sealed record Held(long Generation, string Reason) : SessionInput;

    /// <summary>The login's call is made.</summary>
    public sealed record Begun(long Generation) : SessionInput;

    public sealed record LoginSucceeded(long Generation, DeviceIdentity Identity) : SessionInput;

    public sealed record LoginFailed(long Generation, LoginFailure Failure) : SessionInput;

    /// <summary>The login call has not returned within its deadline.</summary>
    public sealed record LoginOverdue(long Generation) : SessionInput;

    /// <summary>The library says that the connection of a live session is gone.</summary>
    public sealed record Lost(long Generation, string Reason) : SessionInput;

    /// <summary>This node may not hold the session any more: it was let go without a word to the device. Nothing is wrong with either.</summary>
    public sealed record Fenced(long Generation, string Reason) : SessionInput;

    /// <summary>The device has said yes to an order that ends its sessions. <paramref name="ComesBack"/>: it starts again.</summary>
    public sealed record LossExpected(long Generation, bool ComesBack) : SessionInput;

    /// <summary>A live session brings nothing although something was expected.</summary>
    public sealed record Silent(long Generation, string Reason) : SessionInput;

    /// <summary>A silent session speaks again.</summary>
    public sealed record Heard(long Generation) : SessionInput;

    public sealed record TimerFired(long Timer) : SessionInput;

    /// <summary>A live login of an earlier incarnation was found: the outcome of its attempt is "accepted".</summary>
    public sealed record TakenOver(long Generation, DeviceIdentity Identity) : SessionInput;

    /// <summary>The journal ends with an attempt, and there is neither a live login nor an outcome: it counts like a refusal.</summary>
    public sealed record RecoveredWithoutOutcome : SessionInput;

    /// <summary>The logout is over; the handle is gone whatever the device said.</summary>
    public sealed record LoggedOut(long Generation) : SessionInput;

    /// <summary>The entity stops: log out, and never log in again.</summary>
    public sealed record Leave(string Reason) : SessionInput;
}

using Akka.Actor;
using DeviceCluster.Domain.Sessions;

namespace DeviceCluster.Actors.Devices;

/// <summary>What a device entity tells itself.</summary>
internal abstract record DeviceTick : INoSerializationVerificationNeeded
{
    /// <summary>The session's own timer.</summary>
    public sealed record SessionTimer(long Timer) : DeviceTick;

    /// <summary>Time to look again at a login that was held back; <paramref name="HasTurn"/>: the governor's turn is its own already.</summary>
    public sealed record LoginTurn(SessionEffect.Login Login, bool HasTurn) : DeviceTick;

    /// <summary>The journal did not take how the login before the restart ended; once more.</summary>
    public sealed record BeginAgain : DeviceTick;

    /// <summary>Is the session still heard of?</summary>
    public sealed record MuteCheck : DeviceTick;

    /// <summary>The library's answer to that question; <paramref name="Silence"/> is null when the device is there.</summary>
    public sealed record MuteAnswer(long Generation, string? Silence) : DeviceTick;

    /// <summary>Who waits for the journal has waited long enough.</summary>
    public sealed record JournalPatience : DeviceTick;

    /// <summary>Who works on the session has had time enough to end that.</summary>
    public sealed record StopPatience : DeviceTick;

    /// <summary>Leaving has taken long enough.</summary>
    public sealed record LeavePatience : DeviceTick;
}

using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Domain.Sessions;

/// <summary>What a session wants done, in order.</summary>
public abstract record SessionEffect
{
    /// <summary>Journal it; then hand in <see cref="SessionInput.Wanted"/> (and <see cref="SessionInput.TriedJournaled"/>), or <see cref="SessionInput.JournalFailed"/>.</summary>
    public sealed record Journal(DeviceEvent Event) : SessionEffect;

    /// <summary>
    /// Hand in <see cref="SessionInput.Held"/> as long as it waits, and <see cref="SessionInput.Begun"/> when the call is made.
    /// <paramref name="PinnedSerial"/>: the only device that may get the proof of the password; null = not known yet. <paramref name="PlainLogin"/>: a device
    /// without a challenge may get the password itself.
    /// </summary>
    public sealed record Login(
        long Generation, DeviceAddress Address, string User, SealedSecret Password, int Version, string? PinnedSerial = null, bool PlainLogin = false)
        : SessionEffect;

    /// <summary>Say goodbye to the device, then hand in <see cref="SessionInput.LoggedOut"/>.</summary>
    public sealed record Logout(long Generation) : SessionEffect;

    /// <summary>Let the login go at once, without a word to the device; a call still under way is left to the session table. No answer is awaited.</summary>
    public sealed record Abort(long Generation) : SessionEffect;

    /// <summary>One timer at a time: a new one takes the place of the old.</summary>
    public sealed record StartTimer(long Timer, TimeSpan After) : SessionEffect;

    public sealed record StopTimer : SessionEffect;

    public sealed record SessionUp(DeviceIdentity Identity) : SessionEffect;

    /// <summary>All that stands on the session ends.</summary>
    public sealed record SessionDown(string Reason) : SessionEffect;

    /// <summary>A line of the story that <c>device why</c> tells.</summary>
    public sealed record Note(string What, string? Detail) : SessionEffect;
}

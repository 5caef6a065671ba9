namespace DeviceCluster.Domain.Sessions;

/// <summary>
/// A login that ended without a session. <paramref name="LoginError"/> is the device's number (0 = none), <paramref name="Code"/> the library's.
/// <paramref name="FoundSerial"/>: another device answered than the pinned one, called itself so (empty = not at all), and got no proof.
/// <paramref name="WantsPlainLogin"/>: it knows no challenge, and got nothing.
/// </summary>
public sealed record LoginFailure(
    int LoginError, uint Code, string Words, LoginStage Stage, int? AttemptsLeft = null, TimeSpan? LockedFor = null, string? FoundSerial = null,
    bool WantsPlainLogin = false);

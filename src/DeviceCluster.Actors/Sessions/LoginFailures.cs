using DeviceCluster.Domain.Sessions;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Actors.Sessions;

/// <summary>What the native boundary throws, as the session's decisions know it.</summary>
internal static class LoginFailures
{
    public static LoginFailure Of(LoginException e) =>
        // For the device's own errors the session has the words; what it lacks is the library's name of them.
        new(e.LoginError, e.Code, e.LoginError == 0 ? e.Words : e.Name, (Domain.Sessions.LoginStage)(int)e.Stage, e.AttemptsLeft, e.LockedFor,
            e.FoundSerial, e.WantsPlainLogin);
}

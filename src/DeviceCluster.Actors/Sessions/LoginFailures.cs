using DeviceCluster.Domain.Sessions;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Actors.Sessions;

/// <summary>What the native boundary throws, as the session's decisions know it.</summary>
internal static class LoginFailures
{
    public static LoginFailure Of(LoginException e) =>
        new(e.LoginError, e.Code, e.Words, (Domain.Sessions.LoginStage)(int)e.Stage, e.AttemptsLeft, e.LockedFor);
}

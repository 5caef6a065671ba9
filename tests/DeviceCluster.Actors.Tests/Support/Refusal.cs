using System.Reflection;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Actors.Tests.Support;

/// <summary>What is thrown when a device refuses a login. Only the binding itself makes one, so here it is made past its modifier.</summary>
internal static class Refusal
{
    public static LoginException WrongPassword(int attemptsLeft) => (LoginException)Activator.CreateInstance(
        typeof(LoginException),
        BindingFlags.Instance | BindingFlags.NonPublic,
        binder: null,
        ["login", 0x80000064, 1, LoginStage.Answered, attemptsLeft, null, "wrong password"],
        culture: null)!;
}

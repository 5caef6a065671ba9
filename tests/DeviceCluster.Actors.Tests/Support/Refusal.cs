using System.Reflection;
using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Actors.Tests.Support;

/// <summary>What is thrown when a device refuses a login, or a call over it fails. Only the binding itself makes one, so here it is made past its modifier.</summary>
internal static class Refusal
{
    public static LoginException WrongPassword(int attemptsLeft) => (LoginException)Activator.CreateInstance(
        typeof(LoginException),
        BindingFlags.Instance | BindingFlags.NonPublic,
        binder: null,
        ["login", 0x80000064, 1, LoginStage.Answered, attemptsLeft, null, "wrong password"],
        culture: null)!;

    /// <summary>The device has no such question.</summary>
    public static SdkException Unsupported(string what) => OfCall(SdkErrors.Unsupported, what);

    /// <summary>The device did not answer in time, or its connection ended.</summary>
    public static SdkException Unanswered(string what, string words) => OfCall(SdkErrors.NetworkError, what, words);

    public static SdkException OfCall(uint code, string what = "call", string? words = null) => (SdkException)Activator.CreateInstance(
        typeof(SdkException), BindingFlags.Instance | BindingFlags.NonPublic, binder: null, [what, code, words], culture: null)!;
}

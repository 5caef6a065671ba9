using Akka.Actor;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// A request that the desk has let through, on its way to the child that carries it out over the login. The sender is whom to answer, exactly once, by
/// <see cref="SessionAnswers"/>.
/// </summary>
/// <param name="Entry">The login.</param>
/// <param name="Request">What is wanted.</param>
/// <param name="By">Who wants it; null for a question.</param>
/// <param name="BeginBefore">After this it is not begun; null = no limit.</param>
/// <param name="Since">When the desk let it through, as a timestamp.</param>
internal sealed record SessionCall(SessionEntry Entry, SessionRequest Request, Origin? By, Deadline? BeginBefore, long Since)
    : INoSerializationVerificationNeeded;

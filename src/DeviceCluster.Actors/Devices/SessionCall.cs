using Akka.Actor;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// A request that the desk has let through, on its way to the child that carries it out over the login. The sender is whom to answer, exactly once, by
/// <see cref="SessionAnswers"/>.
/// </summary>
internal sealed record SessionCall(SessionEntry Entry, SessionRequest Request, Origin? By) : INoSerializationVerificationNeeded;

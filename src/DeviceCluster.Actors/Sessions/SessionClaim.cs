using Akka.Actor;

namespace DeviceCluster.Actors.Sessions;

/// <summary>Who holds a native login: one incarnation of a device entity, under its own number of the login.</summary>
internal sealed record SessionClaim(IActorRef Owner, long Incarnation, long Generation);

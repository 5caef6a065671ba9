using Akka.Actor;
using DeviceCluster.Domain.Sessions;

namespace DeviceCluster.Actors.Sessions;

/// <summary>What the table tells the holder of a login. News for an earlier incarnation is counted and dropped.</summary>
internal sealed record SessionNews(long Incarnation, SessionInput Input) : INoSerializationVerificationNeeded;

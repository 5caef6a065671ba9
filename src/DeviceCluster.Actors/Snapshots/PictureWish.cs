using Akka.Actor;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Snapshots;

namespace DeviceCluster.Actors.Snapshots;

/// <summary>Somebody who waits for a picture.</summary>
internal sealed record PictureWish(SessionCall Call, IActorRef Asker)
{
    /// <summary>What had passed then of the time that its login's pictures are taken.</summary>
    public TimeSpan Since { get; init; }

    public SnapshotOrder.Take Order => (SnapshotOrder.Take)Call.Request;
}

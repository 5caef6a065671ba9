using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>Names one run of a live view, in the whole cluster: a view that is started again is another run.</summary>
public readonly record struct LiveRunId(DeviceId Device, int Channel, StreamKind Stream, long Epoch)
{
    public static LiveRunId Of(MediaGrant grant) => new(grant.Device, grant.Channel, grant.Stream, grant.Epoch);

    public static LiveRunId Of(MediaOffer offer) => new(offer.Device, offer.Channel, offer.Stream, offer.Epoch);

    public static LiveRunId Of(LiveCommand.Find find) => new(find.Device, find.Channel, find.Stream, find.Epoch);

    public override string ToString() => $"{Device}/{Channel}/{Stream}";
}

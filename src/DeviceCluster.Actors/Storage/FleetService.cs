using Akka.Actor;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Fleet;

namespace DeviceCluster.Actors.Storage;

/// <summary>Answers other members' questions about all devices out of this node's tables. It asks no device, so it answers while they move.</summary>
internal sealed class FleetService(ReadSide readSide, TimeProvider time) : UntypedActor
{
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(5);

    public static Props Props(ReadSide readSide, TimeProvider time) => Akka.Actor.Props.Create(() => new FleetService(readSide, time));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case FleetQuery.List list:
                PageAsync(list).PipeTo(Sender);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private async Task<FleetReply> PageAsync(FleetQuery.List list)
    {
        if (list.Limit is < 1 or > FleetQuery.List.MaxLimit)
            return new FleetReply.Refused(
                RefusalCode.Invalid, $"a page of {list.Limit} devices cannot be had", $"ask for 1 to {FleetQuery.List.MaxLimit} devices");

        try
        {
            using var limit = new CancellationTokenSource(ReadLimit, time);
            // One more than asked for tells whether there are more.
            return FleetPages.Of(await readSide.PageAsync(list.After, list.Limit + 1, limit.Token), list.Limit);
        }
        catch (Exception e)
        {
            var reason = e is OperationCanceledException ? $"no answer within {ReadLimit.TotalSeconds:0} s" : e.Message;
            return new FleetReply.Refused(
                RefusalCode.StorageUnavailable, $"the table of devices cannot be read now: {reason}", "ask again when the storage is back");
        }
    }
}

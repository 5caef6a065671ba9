using Akka.Actor;
using Akka.Event;
using DeviceCluster.Contracts.Discovery;

namespace DeviceCluster.Actors.Discovery;

/// <summary>
/// Searches the networks of this node for other members, and gives devices their first account. It answers always: at the end of the time asked for, or
/// with why not. When the node begins to end, so do its searches.
/// </summary>
internal sealed class DiscoveryActor(DiscoveryService discovery, NodeParts parts) : UntypedActor
{
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public static Props Props(DiscoveryService discovery, NodeParts parts) => Akka.Actor.Props.Create(() => new DiscoveryActor(discovery, parts));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case DiscoveryQuery when parts.IsEnding:
                Sender.Tell(DiscoveryRefusals.Ending);
                break;
            case DiscoveryQuery query:
                FindAsync(query, parts.Ending).PipeTo(Sender);
                break;
            case DiscoveryOrder order when parts.IsEnding:
                discovery.Record(order, DiscoveryRefusals.Ending);
                Sender.Tell(DiscoveryRefusals.Ending);
                break;
            case DiscoveryOrder.Initialise order:
                InitialiseAsync(order).PipeTo(Sender);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private async Task<DiscoveryReply> FindAsync(DiscoveryQuery query, CancellationToken end)
    {
        try
        {
            var page = new FoundPage();
            await foreach (var device in discovery.FindAsync(query, end))
                page.Add(device);
            return page.ToReply(parts.NodeName);
        }
        catch (Exception e)
        {
            return Tell(e, DiscoveryRefusals.OfQuery(e));
        }
    }

    private async Task<DiscoveryReply> InitialiseAsync(DiscoveryOrder.Initialise order)
    {
        try
        {
            await discovery.InitialiseAsync(order, DiscoveryService.InitialiseLimit);
            return new DiscoveryReply.Initialised();
        }
        catch (Exception e)
        {
            return Tell(e, DiscoveryRefusals.OfOrder(e));
        }
    }

    private DiscoveryReply.Refused Tell(Exception failure, DiscoveryReply.Refused refusal)
    {
        if (failure is not OperationCanceledException && !DiscoveryRefusals.IsForeseen(failure))
            _log.Warning(failure, "Discovery failed in an unforeseen way");
        return refusal;
    }
}

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
    /// <summary>Each may hold a thread of the lane that all devices of the node share.</summary>
    public const int MostAtOnce = 4;

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private int _running;

    public static Props Props(DiscoveryService discovery, NodeParts parts) => Akka.Actor.Props.Create(() => new DiscoveryActor(discovery, parts));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case DiscoveryQuery when Unable() is { } refusal:
                Sender.Tell(refusal);
                break;
            case DiscoveryQuery query:
                Begin(FindAsync(query, parts.Ending));
                break;
            case DiscoveryOrder order when Unable() is { } refusal:
                discovery.Record(order, refusal);
                Sender.Tell(refusal);
                break;
            case DiscoveryOrder.Initialise order:
                Begin(InitialiseAsync(order));
                break;
            case Over:
                _running--;
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private DiscoveryReply.Refused? Unable() =>
        parts.IsEnding ? DiscoveryRefusals.Ending : _running >= MostAtOnce ? DiscoveryRefusals.Busy(_running) : null;

    /// <param name="work">Never fails.</param>
    private void Begin(Task<DiscoveryReply> work)
    {
        _running++;
        work.PipeTo(Sender);
        work.PipeTo(Self, success: _ => new Over());
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

    /// <summary>A search, or the making of an account, ended.</summary>
    private sealed record Over;
}

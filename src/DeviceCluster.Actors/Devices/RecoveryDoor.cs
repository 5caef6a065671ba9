using Akka.Actor;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// Who gives an order to an entity that is still recovering. Akka keeps it until that is done, and forgets it where that fails; here it is
/// refused then, or at once while it is known that the journal is away.
/// </summary>
internal sealed class RecoveryDoor(NodeParts parts)
{
    private const int Capacity = 16;

    private readonly List<(object Order, IActorRef Sender)> _waiting = [];

    /// <summary>True when the order was answered and goes no further.</summary>
    public bool Refuses(object order, IActorRef sender)
    {
        if (Refusal(order, "") is null || sender.IsNobody())
            return false;
        if (!parts.Health.IsOpen)
            sender.Tell(Refusal(order, parts.Health.Reason)!);
        else if (_waiting.Count < Capacity)
            _waiting.Add((order, sender));
        return !parts.Health.IsOpen;
    }

    /// <summary>It has recovered: Akka hands it what it kept.</summary>
    public void Open() => _waiting.Clear();

    public void RefuseAll(string reason)
    {
        foreach (var (order, sender) in _waiting)
            sender.Tell(Refusal(order, reason)!);
        _waiting.Clear();
    }

    private static object? Refusal(object order, string reason) => order switch
    {
        DeviceCommand or DeviceOrder => Refusals.NoStorage(reason),
        LiveCommand.Open or LiveCommand.Close => Refusals.LiveNoStorage(reason),
        _ => null,
    };
}

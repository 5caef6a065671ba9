using Akka.Actor;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// Who orders or asks an entity that is still recovering. Akka keeps it until that is done, and forgets it where that fails; here it is
/// refused then, or at once while it is known that the journal is away.
/// </summary>
internal sealed class RecoveryDoor(NodeParts parts)
{
    private const int Capacity = 16;

    private readonly List<(object Message, IActorRef Sender)> _waiting = [];

    /// <summary>True when the message was answered and goes no further.</summary>
    public bool Refuses(object message, IActorRef sender)
    {
        if (sender.IsNobody() || Refusals.Unread(message, parts.Health.Reason) is not { } refusal)
            return false;
        if (!parts.Health.IsOpen)
            sender.Tell(refusal);
        else if (_waiting.Count < Capacity)
            _waiting.Add((message, sender));
        return !parts.Health.IsOpen;
    }

    /// <summary>It has recovered: Akka hands it what it kept.</summary>
    public void Open() => _waiting.Clear();

    public void RefuseAll(string reason)
    {
        foreach (var (message, sender) in _waiting)
            sender.Tell(Refusals.Unread(message, reason)!);
        _waiting.Clear();
    }
}

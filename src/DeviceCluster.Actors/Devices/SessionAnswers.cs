using Akka.Actor;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>The one place where the answers to requests over a session pass, refusals included.</summary>
internal static class SessionAnswers
{
    /// <summary>For the children that carry requests out: the answer of the request, or <see cref="DeviceReply.Refused"/>.</summary>
    public static void Answer(this NodeParts parts, IActorRef asker, SessionCall call, object reply) =>
        parts.Answer(asker, call.Request, call.By, reply);

    /// <summary><paramref name="by"/> is null for a question, and for an order that does not say who gives it.</summary>
    public static void Answer(this NodeParts parts, IActorRef asker, SessionRequest request, Origin? by, object reply)
    {
        parts.Counters.CountRequest(request.IsOrder, refused: reply is IRefusal);
        if (!asker.IsNobody())
            asker.Tell(reply);
    }
}

using Akka.Actor;
using DeviceCluster.Actors.Audit;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>The one place where the answers to orders, and to requests over a session, pass, refusals included.</summary>
internal static class SessionAnswers
{
    /// <summary>For the children that carry requests out: the answer of the request, or <see cref="DeviceReply.Refused"/>.</summary>
    public static void Answer(this NodeParts parts, IActorRef asker, SessionCall call, object reply) =>
        parts.Answer(asker, call.Request, call.By, reply, parts.Time.GetElapsedTime(call.Since));

    public static void Answer(this NodeParts parts, IActorRef asker, DeviceCommand command, Origin? by, DeviceReply reply)
    {
        parts.Storage.Audit.Record(command.Device, by ?? AuditLog.Unsaid, command.Words, reply as IRefusal);
        asker.Tell(reply);
    }

    /// <summary><paramref name="by"/> is null for a question, and for an order that does not say who gives it.</summary>
    public static void Answer(this NodeParts parts, IActorRef asker, SessionRequest request, Origin? by, object reply, TimeSpan took = default)
    {
        parts.Meter.Answered(request, reply as IRefusal, took);
        parts.Counters.CountRequest(request.IsOrder, refused: reply is IRefusal);
        if (request.IsOrder)
            parts.Storage.Audit.Record(request.Device, by ?? AuditLog.Unsaid, request.Words, reply as IRefusal);
        if (!asker.IsNobody())
            asker.Tell(reply);
    }
}

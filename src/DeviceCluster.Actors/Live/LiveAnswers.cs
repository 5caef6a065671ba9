using Akka.Actor;
using DeviceCluster.Actors.Audit;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>The one place where the answers to orders about live views pass, refusals included.</summary>
internal static class LiveAnswers
{
    public static void Answer(this NodeParts parts, IActorRef asker, LiveCommand.Open open, LiveReply reply) =>
        parts.Answer(asker, open.Device, open.By, open.Words, reply);

    public static void Answer(this NodeParts parts, IActorRef asker, LiveCommand.Close close, LiveReply reply) =>
        parts.Answer(asker, close.Device, close.By, close.Words, reply);

    private static void Answer(this NodeParts parts, IActorRef asker, DeviceId device, Origin? by, string words, LiveReply reply)
    {
        parts.Storage.Audit.Record(device, by ?? AuditLog.Unsaid, words, reply as IRefusal);
        asker.Tell(reply);
    }
}

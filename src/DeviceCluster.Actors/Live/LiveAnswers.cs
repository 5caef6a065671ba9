using Akka.Actor;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>The one place where the answers to orders about live views pass, refusals included.</summary>
internal static class LiveAnswers
{
    public static void Answer(this NodeParts parts, IActorRef asker, LiveCommand.Close close, LiveReply reply)
    {
        parts.Storage.Audit.Record(close.Device, close.By ?? SessionAnswers.Unsaid, close.Words, reply as IRefusal);
        asker.Tell(reply);
    }
}

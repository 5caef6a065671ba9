using Akka.Actor;
using DeviceCluster.Actors;

namespace DeviceCluster.Node;

/// <summary>Why the actor system ended although nobody told the node to: in words, for whoever starts it again.</summary>
internal static class UntoldEnd
{
    /// <summary>Of Akka's TLS transport, whose type is its own.</summary>
    private const int HandshakeFailed = 79;

    public static NodeFault? Of(CoordinatedShutdown.Reason? reason, MembershipSettings membership) => reason switch
    {
        CoordinatedShutdown.ClusterDowningReason => new NodeFault(
            ExitCode.Internal,
            "the other nodes of the cluster took this one out: it was cut off, silent, or on the smaller side, or another process came under its name; start it again"),
        CoordinatedShutdown.ClusterJoinUnsuccessfulReason => new NodeFault(
            ExitCode.Internal,
            $"none of the seeds {string.Join(", ", membership.Seeds)} took this node in within {membership.JoinLimit.TotalSeconds:0} s: "
            + "start them, or look at DeviceCluster:Cluster:Seeds, the network and the certificates; the log says what each of them answered"),
        { ExitCode: HandshakeFailed } => new NodeFault(
            ExitCode.Internal, $"{reason}: another node went away in the middle of it, or its certificate is not one of ours; start this node again"),
        _ => null,
    };
}

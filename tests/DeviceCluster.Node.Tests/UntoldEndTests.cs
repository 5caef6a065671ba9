using Akka.Actor;
using DeviceCluster.Actors;

namespace DeviceCluster.Node.Tests;

/// <summary>A node that ends untold says why.</summary>
public class UntoldEndTests
{
    private static readonly MembershipSettings Membership = new() { Seeds = ["node-1:4053", "node-2:4053"], JoinLimit = TimeSpan.FromSeconds(30) };

    [Fact]
    public void A_node_that_found_no_seed_names_them_and_the_time()
    {
        var fault = UntoldEnd.Of(CoordinatedShutdown.ClusterJoinUnsuccessfulReason.Instance, Membership);

        Assert.Equal(ExitCode.Internal, fault?.ExitCode);
        Assert.StartsWith("none of the seeds node-1:4053, node-2:4053 took this node in within 30 s", fault?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_that_was_taken_out_says_so()
    {
        Assert.Equal(ExitCode.Internal, UntoldEnd.Of(CoordinatedShutdown.ClusterDowningReason.Instance, Membership)?.ExitCode);
    }

    [Fact]
    public void An_end_in_order_is_none_to_speak_of()
    {
        Assert.Null(UntoldEnd.Of(CoordinatedShutdown.ClrExitReason.Instance, Membership));
        Assert.Null(UntoldEnd.Of(CoordinatedShutdown.ClusterLeavingReason.Instance, Membership));
        Assert.Null(UntoldEnd.Of(reason: null, Membership));
    }
}

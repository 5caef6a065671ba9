using System.Globalization;

namespace DeviceCluster.Contracts.Akka;

/// <summary>The Akka settings that all members must have alike, nodes and services, each with its reason.</summary>
public static class MemberSettings
{
    /// <summary>Below it a pause of a garbage collection costs a node; above it nobody would wait for a device.</summary>
    public static readonly TimeSpan ShortestStableAfter = TimeSpan.FromSeconds(5), LongestStableAfter = TimeSpan.FromSeconds(60);

    /// <summary>How long nothing may change before who cannot be reached is taken out; Akka's default is 20 s.</summary>
    public static readonly TimeSpan StableAfter = TimeSpan.FromSeconds(7);

    public const string Hocon =
        """
        akka {
          # Before and after the host's logging, only what is wrong.
          stdout-loglevel = WARNING

          # The host's ProcessExit and signals are the host's business: it runs the coordinated shutdown itself.
          coordinated-shutdown.run-by-clr-shutdown-hook = off
          coordinated-shutdown.exit-clr = off

          # Only messages with a manifest of ours: nothing is written or read by the name of its class.
          actor.serialization-settings.allow-unregistered-types = off

          # With reuse on, two processes listen on one port on Linux and neither is told.
          remote.dot-netty.tcp.tcp-reuse-addr = off

          cluster {
            # A node downed by its peers must not linger as a cluster of its own with sessions open. Only nodes count: services that come
            # and go hold no device, and must not outvote those that do.
            split-brain-resolver.keep-majority.role = "device"

            # The default keys need a durable store whose library does not load; it would take sharding down silently.
            sharding.distributed-data.durable.keys = []
          }
        }
        """;

    /// <summary>The member that decides for all who reach each other is the one of the lowest address, be it a node or a service: so all wait alike.</summary>
    public static string Downing(TimeSpan stableAfter) => string.Create(
        CultureInfo.InvariantCulture, $"akka.cluster.split-brain-resolver.stable-after = {(long)stableAfter.TotalMilliseconds}ms");

    public static bool IsStableAfter(TimeSpan time) => time >= ShortestStableAfter && time <= LongestStableAfter;
}

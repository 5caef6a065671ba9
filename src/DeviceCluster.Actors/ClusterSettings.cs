namespace DeviceCluster.Actors;

/// <summary>The Akka settings that must not stay at their defaults, each with its reason.</summary>
internal static class ClusterSettings
{
    public const string Hocon =
        """
        akka {
          # Before and after the host's logging, only what is wrong.
          stdout-loglevel = WARNING

          # The host's ProcessExit and signals are the host's business: it runs the coordinated shutdown itself.
          coordinated-shutdown.run-by-clr-shutdown-hook = off
          coordinated-shutdown.exit-clr = off

          # Entities have handoff-timeout minus 5 s to log out; the default phase of 10 s would stop them by force before.
          coordinated-shutdown.phases.cluster-sharding-shutdown-region.timeout = 40s
          # Room for the last logouts of the session table.
          coordinated-shutdown.phases.before-actor-system-terminate.timeout = 15s

          # With reuse on, two processes listen on one port on Linux and neither is told.
          remote.dot-netty.tcp.tcp-reuse-addr = off

          cluster {
            # A node downed by its peers must not linger as a cluster of its own with sessions open.
            split-brain-resolver.stable-after = 7s
            # The default is stable-after once more.
            down-removal-margin = 1s

            sharding {
              # The default keys need a durable store whose library does not load; it would take sharding down silently.
              distributed-data.durable.keys = []
              # The default moves one shard every 10 s.
              least-shard-allocation-strategy.rebalance-absolute-limit = 20
              least-shard-allocation-strategy.rebalance-relative-limit = 0.2
              handoff-timeout = 60s
            }
          }
        }
        """;
}

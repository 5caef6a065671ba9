namespace DeviceCluster.Actors;

/// <summary>The Akka settings of a node, beside those that all members share, that must not stay at their defaults, each with its reason.</summary>
internal static class ClusterSettings
{
    public const string Hocon =
        """
        akka {
          # Entities have handoff-timeout minus 5 s to log out; the default phase of 10 s would stop them by force before.
          coordinated-shutdown.phases.cluster-sharding-shutdown-region.timeout = 40s
          # Room for the last logouts of the session table.
          coordinated-shutdown.phases.before-actor-system-terminate.timeout = 15s

          cluster.sharding {
            # The default moves one shard every 10 s.
            least-shard-allocation-strategy.rebalance-absolute-limit = 20
            least-shard-allocation-strategy.rebalance-relative-limit = 0.2
            # A region that dies before it took note of its hand-off is waited for this long; a logout takes 3 s at most.
            handoff-timeout = 30s
          }
        }
        """;
}

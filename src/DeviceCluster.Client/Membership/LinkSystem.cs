using System.Globalization;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Hosting.Logging;
using Akka.Serialization;
using DeviceCluster.Contracts.Akka;
using Microsoft.Extensions.Logging;

namespace DeviceCluster.Client.Membership;

/// <summary>Makes the actor system of one membership. It is the client's own: a service may have another for itself.</summary>
internal static class LinkSystem
{
    private const string Settings =
        """
        akka {
          # What the link itself tells is enough for a service's log.
          loglevel = WARNING
          loggers = ["DeviceCluster.Contracts.Akka.HostLogger, DeviceCluster.Contracts.Akka"]
          log-dead-letters = off
          log-dead-letters-during-shutdown = off

          # A node that was not there a moment ago is tried again soon.
          remote.retry-gate-closed-for = 1s

          # A service holds nothing that would have to be handed over: with no node left to take its farewell, it does not wait long.
          coordinated-shutdown.phases.cluster-leave.timeout = 3s
          coordinated-shutdown.phases.cluster-exiting.timeout = 3s
          coordinated-shutdown.phases.cluster-exiting-done.timeout = 3s

          actor.provider = cluster
          cluster {
            roles = ["client"]
            downing-provider-class = "Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster"
            split-brain-resolver.active-strategy = keep-majority
            # Seeds that are not there yet are asked again soon.
            seed-node-timeout = 2s
            retry-unsuccessful-join-after = 2s
          }
        }
        """;

    public static ActorSystem Create(DeviceClusterClientOptions options, ILoggerFactory logs)
    {
        var setup = ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(Of(options)),
            new LoggerFactorySetup(logs),
            SerializationSetup.Create(system =>
                [SerializerDetails.Create(ProtocolSerializer.Name, new ProtocolSerializer(system), ProtocolSerializer.Types)]));
        return ActorSystem.Create(options.SystemName, setup);
    }

    public static IEnumerable<Address> Seeds(DeviceClusterClientOptions options) =>
        options.Seeds.Select(seed => Address.Parse($"akka.tcp://{options.SystemName}@{seed}"));

    private static Config Of(DeviceClusterClientOptions options) =>
        ConfigurationFactory.ParseString(string.Create(
            CultureInfo.InvariantCulture,
            $"akka.remote.dot-netty.tcp {{ hostname = \"{options.HostName}\", public-hostname = \"{options.KnownAs}\", port = {options.Port} }}"))
            .WithFallback(ConfigurationFactory.ParseString(Settings))
            .WithFallback(ConfigurationFactory.ParseString(MemberSettings.Hocon));
}

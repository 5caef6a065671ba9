using System.Globalization;
using System.Security.Cryptography;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Hosting.Logging;
using Akka.Serialization;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Contracts.Akka.Tls;
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

    /// <exception cref="CryptographicException">A file of the certificate cannot be used; the words say which, and what would be right.</exception>
    public static ActorSystem Create(DeviceClusterClientOptions options, ILoggerFactory logs, TimeProvider time)
    {
        var setup = ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(Of(options)),
            new LoggerFactorySetup(logs),
            SerializationSetup.Create(system =>
                [SerializerDetails.Create(ProtocolSerializer.Name, new ProtocolSerializer(system), ProtocolSerializer.Types)]));
        return ActorSystem.Create(options.SystemName, options.Tls is { } files ? setup.And(IdentityOf(files, time).Setup) : setup);
    }

    public static IEnumerable<Address> Seeds(DeviceClusterClientOptions options) =>
        options.Seeds.Select(seed => Address.Parse($"{ClusterTls.Scheme(options.Tls is not null)}://{options.SystemName}@{seed}"));

    private static ClusterIdentity IdentityOf(TlsFiles files, TimeProvider time)
    {
        ClusterIdentity identity;
        try
        {
            identity = ClusterIdentity.FromFiles(files.Certificate, files.Key, files.Authority, time);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new CryptographicException(
                $"the certificate {files.Certificate} with the key {files.Key} and the authority {files.Authority} cannot be used: {e.Message} "
                + "Give PEM files that belong together, the key not encrypted", e);
        }

        return identity.Refuse(identity.Certificate) is { } wrong
            ? throw new CryptographicException($"no node would accept the certificate {files.Certificate}: {wrong}. Give one of the cluster's authority that is valid now")
            : identity;
    }

    private static Config Of(DeviceClusterClientOptions options) =>
        ConfigurationFactory.ParseString(string.Create(
            CultureInfo.InvariantCulture,
            $"akka.remote.dot-netty.tcp {{ hostname = \"{options.HostName}\", public-hostname = \"{options.KnownAs}\", port = {options.Port} }}"))
            .WithFallback(ConfigurationFactory.ParseString(MemberSettings.Downing(options.StableAfter)))
            .WithFallback(ConfigurationFactory.ParseString(options.Tls is null ? "" : ClusterTls.Hocon))
            .WithFallback(ConfigurationFactory.ParseString(Settings))
            .WithFallback(ConfigurationFactory.ParseString(MemberSettings.Hocon));
}

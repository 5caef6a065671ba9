using System.Globalization;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Hosting.SBR;
using Akka.Event;
using Akka.Hosting;
using Akka.Remote.Hosting;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Contracts.Akka.Tls;

namespace DeviceCluster.Actors.Clustering;

/// <summary>Makes a node a member: where it listens, whom it trusts, whom it joins, and when it gives up.</summary>
internal static class Membership
{
    private static readonly TimeSpan SoonOver = TimeSpan.FromDays(14);

    public static AkkaConfigurationBuilder WithMembership(this AkkaConfigurationBuilder builder, DeviceClusterSettings settings)
    {
        var membership = settings.Membership;
        builder
            .AddHocon(MemberSettings.Hocon, HoconAddMode.Prepend)
            .AddHocon(ClusterSettings.Hocon, HoconAddMode.Prepend)
            .AddHocon(Downing(membership), HoconAddMode.Prepend)
            .WithRemoting(Remoting(settings))
            .WithClustering(new ClusterOptions
            {
                Roles = [DeviceSharding.Role],
                AppVersion = membership.Version,
                // More would let members that join together each be leader for a moment, and give out ages that contradict each other: then one of
                // them believes that it has handed its singletons over for good, and nobody takes them up. The waker waits for the majority instead.
                MinimumNumberOfMembers = 1,
                SplitBrainResolver = new KeepMajorityOption { Role = DeviceSharding.Role },
            });
        if (membership.Identity is { } identity)
            builder.AddSetup(identity.Setup).AddHocon(ClusterTls.Hocon, HoconAddMode.Prepend);
        return membership.IsClustered ? builder.AddHocon(GivingUp(membership), HoconAddMode.Prepend) : builder;
    }

    /// <summary>Joins by the seeds; with nobody to join, a node is a cluster of its own. Called when everything else is there.</summary>
    public static AkkaConfigurationBuilder WithJoining(this AkkaConfigurationBuilder builder, NodeParts parts) => builder.AddStartup((system, _) =>
    {
        if (parts.Settings.Membership.Identity is { } identity && identity.Certificate.NotAfter - parts.Time.GetLocalNow().DateTime < SoonOver)
            Logging.GetLogger(system, nameof(Membership)).Warning(
                "The certificate of this node ends at {Until}: without another one it is not taken in after its next start", identity.Certificate.NotAfter);
        return JoinAsync(Akka.Cluster.Cluster.Get(system), parts.Settings);
    });

    // The others may come much later than this node: that is waited for by who wants to know whether it is ready.
    private static Task JoinAsync(Akka.Cluster.Cluster cluster, DeviceClusterSettings settings)
    {
        if (!settings.Membership.IsClustered)
            return cluster.JoinAsync(cluster.SelfAddress);
        cluster.JoinSeedNodes(Seeds(settings, cluster.System.Name));
        return Task.CompletedTask;
    }

    private static RemoteOptions Remoting(DeviceClusterSettings settings)
    {
        var remoting = new RemoteOptions { HostName = settings.HostName, Port = settings.RemotePort };
        if (settings.Membership.PublicHostName is { Length: > 0 } name)
            remoting.PublicHostName = name;
        return remoting;
    }

    private static IEnumerable<Address> Seeds(DeviceClusterSettings settings, string system)
    {
        var scheme = ClusterTls.Scheme(settings.Membership.Identity is not null);
        return settings.Membership.Seeds.Select(seed => Address.Parse($"{scheme}://{system}@{seed}"));
    }

    private static string Downing(MembershipSettings membership) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {MemberSettings.Downing(membership.StableAfter)}
        akka.cluster.down-removal-margin = {(long)membership.DownRemovalMargin.TotalMilliseconds}ms
        """);

    // Without it a node whose seeds are away asks for ever, alive and useless.
    private static string GivingUp(MembershipSettings membership) => string.Create(
        CultureInfo.InvariantCulture,
        $"akka.cluster.shutdown-after-unsuccessful-join-seed-nodes = {(long)membership.JoinLimit.TotalMilliseconds}ms");
}

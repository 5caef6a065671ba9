using Akka.Actor;
using Akka.Event;
using Akka.Hosting;
using DeviceCluster.Actors.Audit;
using DeviceCluster.Actors.Clustering;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Actors.Discovery;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Jobs;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Snapshots;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Sdk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeviceCluster.Actors;

/// <summary>Puts a node's actors, and the doors to them, into a host.</summary>
public static class DeviceClusterHosting
{
    // The phase has 15 s, of which logouts may take 10.
    private static readonly TimeSpan GiveBackLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AuditLimit = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Adds the actor system and what the edges of a node use: <see cref="DeviceGateway"/>, <see cref="JobGateway"/>, <see cref="ClusterGateway"/>, <see cref="LiveHubs"/>,
    /// <see cref="LiveDoor"/>, <see cref="MediaTickets"/>, <see cref="DiscoveryService"/>, <see cref="NativeLanes"/>, <see cref="ReadSide"/> and
    /// <see cref="StorageHealth"/>. The library stays the
    /// caller's, who disposes it after the host. Opens the journal at once; a shared database has been looked at by <see cref="Storage.PostgreSql.DatabaseStart"/> before.
    /// </summary>
    /// <exception cref="StorageException">The data folder is not usable.</exception>
    public static IServiceCollection AddDeviceCluster(
        this IServiceCollection services, DeviceClusterSettings settings, NetSdk sdk, TimeProvider time) =>
        services.AddDiscovery(sdk, time).AddDeviceCluster(settings, new NetSdkPort(sdk), time);

    internal static IServiceCollection AddDiscovery(this IServiceCollection services, NetSdk sdk, TimeProvider time) =>
        services.AddSingleton(at => new DiscoveryService(
            sdk, at.GetRequiredService<NodeParts>().Lanes, at.GetRequiredService<NodeParts>().Storage.Audit, time));

    internal static IServiceCollection AddDeviceCluster(
        this IServiceCollection services, DeviceClusterSettings settings, INativeSdk sdk, TimeProvider time, string hocon = "", IShardFence? fence = null)
    {
        var storage = NodeStorage.Open(settings, time);
        services.AddSingleton(at => new NodeParts(
            settings, storage, sdk, time, at.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance, fence));
        services.AddSingleton(storage.ReadSide);
        services.AddSingleton(storage.AuditTrail);
        services.AddSingleton(storage.Health);
        services.AddSingleton(at => at.GetRequiredService<NodeParts>().Hubs);
        services.AddSingleton(at => at.GetRequiredService<NodeParts>().Tickets);
        services.AddSingleton(at => new LiveDoor(at.GetRequiredService<NodeParts>()));
        services.AddSingleton(at => new PictureDoor(at.GetRequiredService<NodeParts>()));
        services.AddSingleton(at => at.GetRequiredService<NodeParts>().Lanes);
        services.AddSingleton(at => new DeviceGateway(at.GetRequiredService<IReadOnlyActorRegistry>(), at.GetRequiredService<NodeParts>()));
        services.AddSingleton(at => new JobGateway(at.GetRequiredService<IReadOnlyActorRegistry>(), at.GetRequiredService<NodeParts>()));
        services.AddSingleton(at => new ClusterGateway(
            at.GetRequiredService<ActorSystem>(), at.GetRequiredService<IReadOnlyActorRegistry>(), at.GetRequiredService<NodeParts>()));
        services.AddSingleton(at => new ShardingGateway(at.GetRequiredService<ActorSystem>(), at.GetRequiredService<IReadOnlyActorRegistry>()));
        services.AddSingleton<Func<SessionFigures>>(at => at.GetRequiredService<NodeParts>().Table.Figures);
        services.AddSingleton<Func<FenceFigures>>(at => at.GetRequiredService<NodeParts>().Fence.Figures);
        return services.AddAkka(
            settings.SystemName,
            (builder, at) => builder
                .WithDeviceCluster(at.GetRequiredService<NodeParts>())
                .WithDiscovery(at.GetService<DiscoveryService>(), at.GetRequiredService<NodeParts>())
                .AddHocon(hocon, HoconAddMode.Prepend));
    }

    internal static AkkaConfigurationBuilder WithDeviceCluster(this AkkaConfigurationBuilder builder, NodeParts parts)
    {
        var settings = parts.Settings;
        return builder
            .WithHostLogging()
            .WithMembership(settings)
            .WithStorage(parts.Storage)
            .WithActors((system, _) => parts.Start(system))
            .WithActors((system, _) => system.ActorOf(FleetService.Props(parts.Storage.ReadSide, parts.Time), ClusterNames.Fleet))
            .WithActors((system, _) => system.ActorOf(MemberWatch.Props(parts.Members), "member-watch"))
            .WithDevices(parts)
            .WithActors((_, registry) => parts.Region = registry.Get<DeviceActor>())
            .WithJobs(parts)
            .WithShutdown(parts)
            .WithJoining(parts);
    }

    /// <summary>Only the library itself searches: a node on a stand-in for it has nobody to ask.</summary>
    private static AkkaConfigurationBuilder WithDiscovery(this AkkaConfigurationBuilder builder, DiscoveryService? discovery, NodeParts parts) =>
        discovery is null
            ? builder
            : builder.WithActors((system, _) => system.ActorOf(DiscoveryActor.Props(discovery, parts), ClusterNames.Discovery));

    internal static AkkaConfigurationBuilder WithHostLogging(this AkkaConfigurationBuilder builder) => builder.ConfigureLoggers(loggers =>
    {
        // The factory's own logger brings the factory along; ours takes its place.
        loggers.AddLoggerFactory();
        loggers.ClearLoggers();
        loggers.AddLogger<HostLogger>();
    });

    private static AkkaConfigurationBuilder WithShutdown(this AkkaConfigurationBuilder builder, NodeParts parts) =>
        builder.AddStartup((system, _) =>
        {
            var shutdown = CoordinatedShutdown.Get(system);
            shutdown.AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "send-nothing-more", () =>
            {
                parts.BeginEnding();
                return Task.FromResult(Akka.Done.Instance);
            });
            shutdown.AddTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "drain-sessions", () => DrainAsync(system, parts));
        });

    private static async Task<Akka.Done> DrainAsync(ActorSystem system, NodeParts parts)
    {
        var left = await parts.Table.DrainAsync(parts.Settings.Sessions.Drain);
        if (left > 0)
            Logging.GetLogger(system, nameof(SessionTable)).Warning("{Left} native logins were not logged out in time", left);
        var held = await parts.Fence.DrainAsync(GiveBackLimit);
        if (held > 0)
        {
            Logging.GetLogger(system, nameof(ShardFence)).Warning(
                "{Held} shards were not given back in time: others wait for them until this node is gone", held);
        }

        var unwritten = await parts.Storage.WriteAuditAsync(AuditLimit);
        if (unwritten > 0)
            Logging.GetLogger(system, nameof(AuditLog)).Warning("{Unwritten} orders were not written into the audit in time", unwritten);

        return Akka.Done.Instance;
    }
}

using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using Akka.Remote.Hosting;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Storage.PostgreSql;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Contracts.Devices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeviceCluster.Benchmarks.Clustering;

/// <summary>The peer of a node: an actor system with the same journal and serializer under the same settings, and plain persistent actors.</summary>
internal sealed class PlainNode : IAsyncDisposable
{
    private const string Quiet = "akka.loglevel = OFF, akka.stdout-loglevel = OFF";

    private const string Sharding =
        """
        akka.cluster.sharding.distributed-data.durable.keys = []
        akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
        akka.coordinated-shutdown.exit-clr = off
        """;

    private readonly IHost _host;

    private PlainNode(IHost host) => _host = host;

    private ActorSystem System => _host.Services.GetRequiredService<ActorSystem>();

    private IActorRef Region => _host.Services.GetRequiredService<IReadOnlyActorRegistry>().Get<PlainDevice>();

    /// <summary>Actors by themselves, each made when it is first asked.</summary>
    public static Task<PlainNode> StartAsync(StorageSettings storage, CancellationToken stop) => StartAsync(storage, akka => akka, stop);

    /// <summary>A cluster of its own whose shards remember their entities, as Akka has it for actors that must be there without being asked.</summary>
    public static Task<PlainNode> StartRememberingAsync(StorageSettings storage, CancellationToken stop) => StartAsync(
        storage,
        akka => akka
            .AddHocon(Sharding, HoconAddMode.Prepend)
            .WithRemoting(new RemoteOptions { HostName = "127.0.0.1", Port = 0 })
            .WithClustering(new ClusterOptions { Roles = [ClusterNames.DeviceRole] })
            .WithShardRegion<PlainDevice>(
                ClusterNames.DeviceRegion,
                (_, _, _) => id => Props.Create(() => new PlainDevice(id)),
                new DeviceShardExtractor(),
                new ShardOptions
                {
                    Role = ClusterNames.DeviceRole,
                    StateStoreMode = StateStoreMode.DData,
                    RememberEntities = true,
                    RememberEntitiesStore = RememberEntitiesStore.Eventsourced,
                    ShouldPassivateIdleEntities = false,
                })
            .AddStartup((system, _) => Akka.Cluster.Cluster.Get(system).JoinAsync(Akka.Cluster.Cluster.Get(system).SelfAddress, stop)),
        stop);

    /// <summary>Makes the device's actor, and asks it.</summary>
    public Task ActivateAsync(DeviceId device, CancellationToken stop) =>
        AskAsync(System.ActorOf(Props.Create(() => new PlainDevice(device.Value)), device.Value), device, stop);

    public Task AskAsync(DeviceId device, CancellationToken stop) => AskAsync(Region, device, stop);

    /// <summary>How many actors the shards have begun.</summary>
    public async Task<int> RunningAsync(CancellationToken stop) =>
        (await Region.Ask<ShardRegionStats>(GetShardRegionStats.Instance, DisabledFleet.Patience, stop)).Stats.Values.Sum();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static async Task<PlainNode> StartAsync(
        StorageSettings storage, Func<AkkaConfigurationBuilder, AkkaConfigurationBuilder> more, CancellationToken stop)
    {
        var database = new PostgresDatabase(storage.ConnectionString);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddAkka("plain", (akka, _) => more(akka.AddHocon(Quiet, HoconAddMode.Prepend).WithJournal(database)));
        var host = builder.Build();
        await host.StartAsync(stop);
        return new PlainNode(host);
    }

    private static Task<DeviceReport> AskAsync(IActorRef door, DeviceId device, CancellationToken stop) =>
        door.Ask<DeviceReport>(new DeviceQuery.GetReport(device), DisabledFleet.Patience, stop);
}

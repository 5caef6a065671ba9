using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Persistence;
using Akka.Remote.Hosting;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>
/// An actor system on the storage of a real folder, or as a member of a cluster on a real database, with an entity that only journals what it is told.
/// </summary>
internal sealed class StorageNode : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private const string Quiet = "akka.loglevel = OFF\nakka.stdout-loglevel = OFF";

    private readonly IHost _host;

    private StorageNode(IHost host, NodeStorage storage) => (_host, Storage) = (host, storage);

    public NodeStorage Storage { get; }

    public string Name => NodeStorage.NameOf(((ExtendedActorSystem)System).Provider.DefaultAddress);

    public ActorSystem System => _host.Services.GetRequiredService<ActorSystem>();

    public static Task<StorageNode> StartAsync(string folder) => StartAsync(TestNode.Settings(folder));

    /// <param name="first">Whose cluster it joins, where it shares its database; its own without.</param>
    /// <param name="settings">Which storage.</param>
    public static async Task<StorageNode> StartAsync(DeviceClusterSettings settings, StorageNode? first = null)
    {
        var storage = NodeStorage.Open(settings, TimeProvider.System);
        var host = new HostBuilder()
            .ConfigureLogging(log => log.ClearProviders())
            .ConfigureServices(services => services.AddAkka(
                "storage-test",
                builder =>
                {
                    builder.AddHocon(Quiet, HoconAddMode.Prepend);
                    if (storage.Journal.IsShared)
                        builder.AddHocon($"{ClusterSettings.Hocon}\n{TestNode.Brisk}", HoconAddMode.Prepend)
                            .WithRemoting(new RemoteOptions { HostName = "127.0.0.1", Port = 0 })
                            .WithClustering(new ClusterOptions { Roles = [DeviceSharding.Role] });
                    builder.WithStorage(storage);
                }))
            .Build();
        await host.StartAsync();
        var node = new StorageNode(host, storage);
        if (storage.Journal.IsShared)
            await node.JoinAsync(first ?? node);
        return node;
    }

    /// <summary>Answers what the journal holds of the device after the events.</summary>
    public async Task<DeviceState> JournalAsync(DeviceId device, params ImmutableArray<DeviceEvent> events)
    {
        var entity = System.ActorOf(Akka.Actor.Props.Create(() => new Journalist(device)));
        var state = await entity.Ask<DeviceState>(events, Limit);
        await entity.GracefulStop(Limit);
        return state;
    }

    /// <summary>A round trip to an actor that has nothing to do with the storage.</summary>
    public async Task EchoAsync()
    {
        var echo = System.ActorOf(Akka.Actor.Props.Create(() => new Echo()));
        await echo.Ask<string>("here", Limit);
        System.Stop(echo);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Storage.Dispose();
    }

    private async Task JoinAsync(StorageNode first)
    {
        using var limit = new CancellationTokenSource(Limit);
        await Akka.Cluster.Cluster.Get(System).JoinAsync(Akka.Cluster.Cluster.Get(first.System).SelfAddress, limit.Token);
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }

    private sealed class Journalist(DeviceId device) : UntypedPersistentActor
    {
        private DeviceState _state = DeviceState.New(device);
        private IActorRef _asker = ActorRefs.Nobody;

        public override string PersistenceId { get; } = $"device-{device}";

        protected override void OnCommand(object message)
        {
            switch (message)
            {
                case ImmutableArray<DeviceEvent> events:
                    _asker = Sender;
                    PersistAllAsync(events, happened => _state = _state.Apply(happened));
                    DeferAsync(_state, _ => SaveSnapshot(_state.ToSnapshot()));
                    break;
                case SaveSnapshotSuccess:
                    _asker.Tell(_state);
                    break;
            }
        }

        protected override void OnRecover(object message) => _state = message switch
        {
            DeviceEvent happened => _state.Apply(happened),
            SnapshotOffer { Snapshot: DeviceSnapshot snapshot } => DeviceState.From(snapshot),
            _ => _state,
        };
    }
}

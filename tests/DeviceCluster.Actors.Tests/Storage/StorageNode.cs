using System.Collections.Immutable;
using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>An actor system on the storage of a real folder, with an entity that only journals what it is told.</summary>
internal sealed class StorageNode : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private const string Quiet = "akka.loglevel = OFF\nakka.stdout-loglevel = OFF";

    private readonly IHost _host;

    private StorageNode(IHost host, NodeStorage storage) => (_host, Storage) = (host, storage);

    public NodeStorage Storage { get; }

    public static async Task<StorageNode> StartAsync(string folder, TimeProvider? time = null)
    {
        var storage = NodeStorage.Open(folder, time ?? TimeProvider.System);
        var host = new HostBuilder()
            .ConfigureLogging(log => log.ClearProviders())
            .ConfigureServices(services => services.AddAkka(
                "storage-test",
                builder => builder.AddHocon(Quiet, HoconAddMode.Prepend).WithStorage(storage)))
            .Build();
        await host.StartAsync();
        return new StorageNode(host, storage);
    }

    /// <summary>Answers what the journal holds of the device after the events.</summary>
    public async Task<DeviceState> JournalAsync(DeviceId device, params ImmutableArray<DeviceEvent> events)
    {
        var system = _host.Services.GetRequiredService<ActorSystem>();
        var entity = system.ActorOf(Akka.Actor.Props.Create(() => new Journalist(device)));
        var state = await entity.Ask<DeviceState>(events, Limit);
        await entity.GracefulStop(Limit);
        return state;
    }

    /// <summary>A round trip to an actor that has nothing to do with the storage.</summary>
    public async Task EchoAsync()
    {
        var system = _host.Services.GetRequiredService<ActorSystem>();
        var echo = system.ActorOf(Akka.Actor.Props.Create(() => new Echo()));
        await echo.Ask<string>("here", Limit);
        system.Stop(echo);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Storage.Dispose();
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

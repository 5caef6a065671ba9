using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.Actor.Setup;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using Akka.Serialization;
using DeviceCluster.Actors;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Node.Hosting;
using DeviceCluster.Sdk.Live;
using Microsoft.Extensions.DependencyInjection;

namespace DeviceCluster.Node.Tests.Live;

/// <summary>A member of the owner's cluster that owns no device: its relays, its media edge, and the way to the devices over the real wire.</summary>
internal sealed class AskedNode : IAsyncDisposable
{
    private const string Hocon =
        """
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        akka.actor.provider = cluster
        akka.remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 }
        akka.cluster.configuration-compatibility-check.enforce-on-join = off
        akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
        """;

    private readonly TemporaryFolder _folder;
    private readonly ServiceProvider _services;
    private readonly ActorSystem _system;

    private AskedNode(TemporaryFolder folder, ServiceProvider services, ActorSystem system, LiveDoor door, MediaEdge edge, FramePool pool) =>
        (_folder, _services, _system, Door, Edge, Pool) = (folder, services, system, door, edge, pool);

    public LiveDoor Door { get; }

    public MediaEdge Edge { get; }

    public FramePool Pool { get; }

    public RelayCounters Relays => Parts.Relays;

    private NodeParts Parts => _services.GetRequiredService<NodeParts>();

    public static Task<AskedNode> StartAsync(OwnerNode owner, BoundPort? port = null) => StartAsync(owner.Address, OwnerNode.Key, port);

    /// <summary>Joins the cluster of which this is a member.</summary>
    public static async Task<AskedNode> StartAsync(Address member, MediaKey key, BoundPort? port = null)
    {
        var folder = new TemporaryFolder();
        var services = new ServiceCollection()
            .AddDeviceCluster(OwnerNode.Settings(folder.Path) with { Media = key }, new ScriptedSdk(), TimeProvider.System)
            .BuildServiceProvider();
        var parts = services.GetRequiredService<NodeParts>();
        var system = ActorSystem.Create(member.System, ActorSystemSetup.Empty
            .And(BootstrapSetup.Create().WithConfig(Hocon))
            .And(SerializationSetup.Create(of =>
                [SerializerDetails.Create(ProtocolSerializer.Name, new ProtocolSerializer(of), ProtocolSerializer.Types)])));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await Cluster.Get(system).JoinAsync(member, limit.Token);
        parts.Region = await ClusterSharding.Get(system).StartProxyAsync(DeviceSharding.TypeName, DeviceSharding.Role, new DeviceShardExtractor());
        var pool = new FramePool();
        var relays = system.ActorOf(LiveRelays.Props(parts, pool));
        var door = new LiveDoor(parts.Hubs, () => relays, parts.Settings.Relay.Patience(parts.Settings.Live));
        return new AskedNode(folder, services, system, door, await MediaEdge.StartAsync(door, parts.Tickets, TimeProvider.System, port), pool);
    }

    /// <summary>The door to the devices, where the owner opens views of pictures that no camera sends.</summary>
    public DeviceGateway Devices(OwnerNode owner)
    {
        var registry = ActorRegistry.For(_system);
        registry.Register<DeviceActor>(_system.ActorOf(actor =>
            actor.Receive<LiveCommand.Open>((_, context) => context.Sender.Tell(new LiveReply.Offered(owner.Offer())))));
        return new DeviceGateway(registry, Parts);
    }

    public async ValueTask DisposeAsync()
    {
        await Edge.DisposeAsync();
        await _system.Terminate();
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}

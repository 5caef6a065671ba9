using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Serialization;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Benchmarks.Clustering;

/// <summary>The peer: plain actors that answer at once with a finished report, beside the asker or behind Akka's remoting, under our serializer.</summary>
internal sealed class EchoSystems : IAsyncDisposable
{
    private const string Settings =
        """
        akka {
          # One of the two ends first, and the other says so.
          loglevel = OFF
          stdout-loglevel = OFF
          actor.provider = remote
          remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
        }
        """;

    private readonly ActorSystem _server = Create();
    private readonly ActorSystem _asker = Create();

    private EchoSystems(IReadOnlyList<DeviceId> devices)
    {
        Local = [.. devices.Select(device => _server.ActorOf(Props.Create(() => new Echo(device)), device.Value))];
        var server = ((ExtendedActorSystem)_server).Provider.DefaultAddress;
        Remote = [.. devices.Select(device => (ICanTell)_asker.ActorSelection(new RootActorPath(server) / "user" / device.Value))];
    }

    public IReadOnlyList<ICanTell> Local { get; }

    public IReadOnlyList<ICanTell> Remote { get; private set; }

    public static async Task<EchoSystems> StartAsync(IReadOnlyList<DeviceId> devices)
    {
        var systems = new EchoSystems(devices);
        // By reference, as a shard region knows its entities: a selection would be looked up each time.
        systems.Remote = await Task.WhenAll(systems.Remote.Select(async selection => (ICanTell)await ((ActorSelection)selection).ResolveOne(TimeSpan.FromSeconds(10))));
        return systems;
    }

    public async ValueTask DisposeAsync()
    {
        await _asker.Terminate();
        await _server.Terminate();
    }

    private static ActorSystem Create() => ActorSystem.Create("echo", ActorSystemSetup.Create(
        BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString(Settings)),
        SerializationSetup.Create(system => [SerializerDetails.Create(ProtocolSerializer.Name, new ProtocolSerializer(system), ProtocolSerializer.Types)])));

    private sealed class Echo(DeviceId device) : UntypedActor
    {
        private readonly DeviceReport _report = PlainReport.Of(device);

        protected override void OnReceive(object message) => Sender.Tell(_report);
    }
}

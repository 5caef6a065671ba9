using System.Collections.Concurrent;
using System.Globalization;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Configuration;
using Akka.Serialization;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Contracts.Akka.Tls;

namespace DeviceCluster.Client.Tests.Support;

/// <summary>A member that holds devices like a node, whose devices answer as the test says. Several make a cluster without a database.</summary>
internal sealed class ScriptedNode : IAsyncDisposable
{
    // Terminated without a word, like a process that is killed: others have to notice.
    private const string Settings =
        """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          actor.provider = cluster
          coordinated-shutdown.run-by-actor-system-terminate = off
          cluster {
            roles = ["device"]
            downing-provider-class = "Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster"
            split-brain-resolver.active-strategy = keep-majority
            down-removal-margin = 1s
          }
        }
        """;

    private readonly ActorSystem _system;

    private ScriptedNode(ActorSystem system, Func<object, object?> answer)
    {
        _system = system;
        Answer = answer;
        Cluster = Cluster.Get(system);
        ClusterSharding.Get(system).Start(
            ClusterNames.DeviceRegion,
            _ => Props.Create(() => new Scripted(this)),
            ClusterShardingSettings.Create(system).WithRole(ClusterNames.DeviceRole),
            new DeviceShardExtractor());
        system.ActorOf(Props.Create(() => new Scripted(this)), ClusterNames.Fleet);
        system.ActorOf(Props.Create(() => new Scripted(this)), ClusterNames.Discovery);
    }

    public Cluster Cluster { get; }

    /// <summary>All that its devices were sent, in order.</summary>
    public ConcurrentQueue<object> Received { get; } = new();

    /// <summary>What is answered to a message; null is silence.</summary>
    public Func<object, object?> Answer { get; set; }

    /// <summary>host:port, as in seeds.</summary>
    public string Seed => $"{Cluster.SelfAddress.Host}:{Cluster.SelfAddress.Port}";

    public static async Task<ScriptedNode> StartAsync(
        Func<object, object?> answer, ScriptedNode? first = null, int port = 0, ClusterIdentity? identity = null)
    {
        var config = ConfigurationFactory.ParseString(string.Create(
            CultureInfo.InvariantCulture, $"akka.remote.dot-netty.tcp {{ hostname = 127.0.0.1, port = {port} }}"))
            .WithFallback(ConfigurationFactory.ParseString(identity is null ? "" : ClusterTls.Hocon))
            .WithFallback(ConfigurationFactory.ParseString(Settings))
            .WithFallback(ConfigurationFactory.ParseString(MemberSettings.Downing(MemberSettings.StableAfter)))
            .WithFallback(ConfigurationFactory.ParseString(MemberSettings.Hocon));
        var setup = ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(config),
            SerializationSetup.Create(system =>
                [SerializerDetails.Create(ProtocolSerializer.Name, new ProtocolSerializer(system), ProtocolSerializer.Types)]));
        var node = new ScriptedNode(ActorSystem.Create(ClusterNames.System, identity is null ? setup : setup.And(identity.Setup)), answer);
        using var limit = new CancellationTokenSource(Limits.Patience);
        await node.Cluster.JoinAsync((first ?? node).Cluster.SelfAddress, limit.Token);
        return node;
    }

    /// <summary>Who holds shards of the devices.</summary>
    public async Task<IReadOnlyCollection<Address>> RegionsAsync() =>
        (await ClusterSharding.Get(_system).ShardRegion(ClusterNames.DeviceRegion).Ask<CurrentRegions>(GetCurrentRegions.Instance, Limits.Patience)).Regions;

    public Task KillAsync() => _system.Terminate();

    public async ValueTask DisposeAsync() => await _system.Terminate();

    private sealed class Scripted(ScriptedNode node) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            node.Received.Enqueue(message);
            if (node.Answer(message) is { } reply)
                Sender.Tell(reply);
        }
    }
}

using Akka.Actor;
using Akka.Cluster.Sharding;
using DeviceCluster.Actors.Clustering;
using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Sessions;
using DeviceCluster.Sdk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Support;

/// <summary>A node without its edges, in this process. Its data folder outlives it: start another on it to see what a restart does.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    /// <summary>What a member else does once a second: mostly, wait for its own next tick. Nothing that is decided depends on it.</summary>
    public const string Brisk =
        """
        akka.cluster {
          gossip-interval = 100ms
          leader-actions-interval = 100ms
          singleton { hand-over-retry-interval = 100ms, min-number-of-hand-over-retries = 150 }
        }
        """;

    private readonly IHost _host;
    private volatile string? _ended;
    private bool _stopped;

    private TestNode(IHost host, INativeSdk sdk) => (_host, Sdk) = (host, sdk);

    public DeviceGateway Devices => _host.Services.GetRequiredService<DeviceGateway>();

    public ClusterGateway Cluster => _host.Services.GetRequiredService<ClusterGateway>();

    public LiveHubs Hubs => _host.Services.GetRequiredService<LiveHubs>();

    public NodeParts Parts => _host.Services.GetRequiredService<NodeParts>();

    public ActorSystem System => _host.Services.GetRequiredService<ActorSystem>();

    public ShardingGateway Sharding => _host.Services.GetRequiredService<ShardingGateway>();

    public INativeSdk Sdk { get; }

    /// <summary>Of a node that was started on a scripted library.</summary>
    public ScriptedSdk Library => (ScriptedSdk)Sdk;

    public IServiceProvider Services => _host.Services;

    public static DeviceClusterSettings Settings(string folder) => new()
    {
        DataFolder = folder,
        Envelope = EnvelopeKey.FromFileOrCreate(Path.Combine(folder, "envelope.key")),
        Media = new MediaKey("test", new byte[MediaKey.Length]),
        Live = new LiveSettings { Linger = Limits.Patience, FirstKeyFrame = TimeSpan.FromSeconds(15), Silence = TimeSpan.FromSeconds(3) },
        Sessions = new SessionSettings
        {
            WakeEvery = TimeSpan.FromSeconds(2),
            MuteCheck = TimeSpan.FromSeconds(1),
            Policy = SessionPolicy.Default with { BackoffMin = TimeSpan.FromMilliseconds(200), BackoffMax = TimeSpan.FromSeconds(1) },
        },
    };

    public static async Task<TestNode> StartAsync(
        DeviceClusterSettings settings, INativeSdk sdk, ITestOutputHelper output, string hocon = "",
        Func<DeviceClusterSettings, IShardFence>? fence = null, NetSdk? searching = null,
        TimeProvider? time = null)
    {
        TestNode? node = null;
        // The process is that of all tests.
        settings = settings with { EndProcess = why => node!.End(why) };
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(new OutputLogs(output)).SetMinimumLevel(LogLevel.Information);
        builder.Services.AddDeviceCluster(settings, sdk, time ?? TimeProvider.System, $"{hocon}\n{Brisk}", fence?.Invoke(settings));
        if (searching is not null)
            builder.Services.AddDiscovery(searching, TimeProvider.System);
        node = new TestNode(builder.Build(), sdk);
        await node._host.StartAsync();
        return node;
    }

    public async Task<SessionStatus> StatusAsync(DeviceId device) => (await Devices.ReportAsync(device, CancellationToken.None)).Status;

    /// <summary>The session is up, and all that was to be journaled of it is.</summary>
    public async Task UntilOnlineAsync(DeviceId device)
    {
        await UntilPhaseAsync(device, SessionPhase.Online);
        await Limits.UntilAsync(async () => (await Devices.ReportAsync(device, CancellationToken.None)).CredentialProved);
    }

    public Task UntilPhaseAsync(DeviceId device, SessionPhase phase) =>
        Limits.UntilAsync(async () => await PhaseAsync(device) == phase, $"{device} is {phase}");

    /// <summary>Null while the entity cannot be asked: one that fails to recover takes the question with it.</summary>
    private async Task<SessionPhase?> PhaseAsync(DeviceId device)
    {
        try
        {
            return (await StatusAsync(device)).Phase;
        }
        catch (Exception e) when (e is TimeoutException or RefusedException)
        {
            return null;
        }
    }

    /// <summary>How many device entities run on this node.</summary>
    public async Task<int> EntitiesAsync()
    {
        var stats = await Parts.Region.Ask<ShardRegionStats>(GetShardRegionStats.Instance, Limits.Patience);
        return stats.Stats.Values.Sum();
    }

    /// <summary>Ends a device entity as a fault does: without a word.</summary>
    public async Task KillEntityAsync(DeviceId device) => (await EntityAsync(device)).Tell(PoisonPill.Instance);

    /// <summary>The present incarnation.</summary>
    public Task<IActorRef> EntityAsync(DeviceId device) =>
        System.ActorSelection($"/system/sharding/device/*/{device}").ResolveOne(Limits.Patience);

    public async Task StopAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        await _host.StopAsync();
        _host.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Assert.True(_ended is null, $"the node would have ended its process: {_ended}");
    }

    /// <summary>The others see it go without a farewell.</summary>
    private void End(string why)
    {
        _ended = why;
        ((ExtendedActorSystem)System).Abort();
    }
}

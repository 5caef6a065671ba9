using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Cluster.Hosting.SBR;
using Akka.Hosting;
using Akka.Remote.Hosting;
using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Fencing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Fencing;

/// <summary>A fence as a node has it, with a real table, a real cluster and a scripted library, and without device entities: the test plays them.</summary>
internal sealed class FenceRig : IAsyncDisposable
{
    private const string Settings =
        """
        akka.coordinated-shutdown { run-by-clr-shutdown-hook = off, exit-clr = off }
        akka.remote.dot-netty.tcp.tcp-reuse-addr = off
        akka.cluster { split-brain-resolver.stable-after = 7s, down-removal-margin = 1s }
        """;

    private readonly IHost _host;
    private readonly NativeLanes _lanes;
    private bool _gone;

    private FenceRig(IHost host, DeviceClusterSettings settings, TimeProvider clock, ScriptedSdk sdk)
    {
        (_host, Clock, Sdk) = (host, clock, sdk);
        var logs = host.Services.GetRequiredService<ILoggerFactory>();
        _lanes = new NativeLanes(clock);
        Fence = new ShardFence(settings, sdk, clock, logs);
        Table = new SessionTable(sdk, _lanes, settings.Sessions, clock, logs.CreateLogger<SessionTable>(), Fence);
    }

    public TimeProvider Clock { get; }

    public ScriptedSdk Sdk { get; }

    public ShardFence Fence { get; }

    public SessionTable Table { get; }

    /// <summary>Why the process was to be ended.</summary>
    public ConcurrentQueue<string> Ends { get; } = new();

    public ActorSystem System => _host.Services.GetRequiredService<ActorSystem>();

    public Cluster Cluster => Cluster.Get(System);

    public string Name => VouchActor.NameOf(Cluster.SelfUniqueAddress);

    public FenceFigures Figures => Fence.Figures();

    public static async Task<FenceRig> StartAsync(
        string connection,
        ITestOutputHelper output,
        int size = 1,
        FenceRig? join = null,
        TimeProvider? clock = null,
        FencePolicy? policy = null,
        bool watchdog = true,
        ScriptedSdk? sdk = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(new OutputLogs(output)).SetMinimumLevel(LogLevel.Information);
        builder.Services.AddAkka("DeviceCluster", akka => akka
            .AddHocon($"{Settings}\n{TestNode.Brisk}", HoconAddMode.Prepend)
            .WithHostLogging()
            .WithRemoting(new RemoteOptions { HostName = "127.0.0.1", Port = 0 })
            .WithClustering(new ClusterOptions { Roles = [DeviceSharding.Role], SplitBrainResolver = new KeepMajorityOption() })
            .WithCustomSerializer(ProtocolSerializer.Name, ProtocolSerializer.Types, system => new ProtocolSerializer(system))
            .WithStrictSerialization());
        var host = builder.Build();
        await host.StartAsync();

        FenceRig? rig = null;
        var settings = new DeviceClusterSettings
        {
            DataFolder = "",
            Envelope = EnvelopeKey.FromBase64(Convert.ToBase64String(new byte[32]), "test"),
            Media = new MediaKey("test", new byte[MediaKey.Length]),
            Storage = new StorageSettings { Provider = StorageProvider.PostgreSql, ConnectionString = connection },
            Membership = new MembershipSettings { Size = size, Watchdog = watchdog },
            Fence = policy ?? FencePolicy.Default,
            // No test here is about it, and a login that overruns it gives its thread to the next.
            Sessions = new SessionSettings { LoginDeadline = 2 * Limits.Patience },
            EndProcess = why => rig!.Ends.Enqueue(why),
        };
        rig = new FenceRig(host, settings, clock ?? new BootClock(), sdk ?? new ScriptedSdk());
        rig.Fence.Start(rig.System, rig.Table);
        await rig.Cluster.JoinAsync(join?.Cluster.SelfAddress ?? rig.Cluster.SelfAddress);
        return rig;
    }

    /// <summary>Enters the device's shard and waits until its row is this node's.</summary>
    public async Task HoldAsync(DeviceId device)
    {
        // A row is looked at again after a while of the clock, and some tests' clocks stand: by the first look the node sees itself.
        await Limits.UntilAsync(() => Figures.Voices > 0, "the node sees itself in its cluster");
        Fence.Enter(Shard(device));
        await Limits.UntilAsync(() => Fence.MayLogin(Shard(device), out _), "the fence is open");
    }

    public bool Login(DeviceId device, IActorRef owner, out string why) => Table.TryLogin(
        device, new LoginTarget(new DeviceAddress("10.0.0.7"), "admin", 1), new Secret("secret"), new SessionClaim(owner, 1, 1), out why);

    /// <summary>Holds the row and has a login that stands.</summary>
    public async Task<ScriptedLogin> OnlineAsync(DeviceId device, IActorRef? owner = null)
    {
        await HoldAsync(device);
        Assert.True(Login(device, owner ?? ActorRefs.Nobody, out var why), why);
        await Limits.UntilAsync(() => Table.Figures().Live == 1);
        return Sdk.Logins.Last();
    }

    public async Task HoldAndLoginAsync(DeviceId device)
    {
        await HoldAsync(device);
        Assert.True(Login(device, ActorRefs.Nobody, out var why), why);
    }

    public static string Shard(DeviceId device) => DeviceSharding.ShardOf(device);

    /// <summary>As kill -9: no word to anybody, no thread goes on.</summary>
    public async Task CrashAsync()
    {
        _gone = true;
        ((ExtendedActorSystem)System).Abort();
        Fence.Dispose();
        await System.WhenTerminated;
        _host.Dispose();
        _lanes.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (_gone)
            return;
        _gone = true;
        await _host.StopAsync();
        Fence.Dispose();
        _host.Dispose();
        _lanes.Dispose();
    }
}

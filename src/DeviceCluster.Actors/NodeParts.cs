using Akka.Actor;
using DeviceCluster.Actors.Asking;
using DeviceCluster.Actors.Clustering;
using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Jobs;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Snapshots;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Sdk.Live;
using Microsoft.Extensions.Logging;

namespace DeviceCluster.Actors;

/// <summary>What a node has once, and its actors share: settings, clock, native library, lanes, storage, and the registers of what is open.</summary>
internal sealed class NodeParts : IDisposable
{
    private readonly LossDispatcher _losses;
    private readonly NodeMetrics _metrics;
    private readonly CancellationTokenSource _ending = new();
    private long _incarnations;

    /// <param name="settings">What the node is told.</param>
    /// <param name="storage">Its journal.</param>
    /// <param name="sdk">The library.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logs">Where it logs.</param>
    /// <param name="fence">Null: as the storage is shared or not.</param>
    public NodeParts(
        DeviceClusterSettings settings, NodeStorage storage, INativeSdk sdk, TimeProvider time, ILoggerFactory logs, IShardFence? fence = null)
    {
        Storage = storage;
        Settings = settings;
        Time = time;
        Members = new MemberTimes(time);
        Lanes = new NativeLanes(time);
        Fence = fence ?? (settings.Storage.Provider == StorageProvider.PostgreSql ? new ShardFence(settings, sdk, new BootClock(), logs) : new NoFence());
        Table = new SessionTable(sdk, Lanes, settings.Sessions, time, logs.CreateLogger<SessionTable>(), Fence);
        Governor = new LoginGovernor(settings.Sessions, time);
        Hubs = new LiveHubs(time);
        Tickets = new MediaTickets(settings.Media);
        Pictures = new PictureStore(settings.Snapshots, time);
        Vault = new CredentialVault(settings.Envelope);
        RelayClient = new RelayClient(settings.Relay, time);
        _metrics = new NodeMetrics(this);
        sdk.OnLeakedHandle = Table.Leaked;
        _losses = new LossDispatcher(sdk, Table, logs.CreateLogger<LossDispatcher>());
    }

    public DeviceClusterSettings Settings { get; }

    public TimeProvider Time { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    public NativeLanes Lanes { get; }

    public SessionTable Table { get; }

    public LoginGovernor Governor { get; }

    public IShardFence Fence { get; }

    public LiveHubs Hubs { get; }

    public MediaTickets Tickets { get; }

    /// <summary>Pictures that can be read for a while.</summary>
    public PictureStore Pictures { get; }

    public CredentialVault Vault { get; }

    public NodeStorage Storage { get; }

    /// <summary>Shut while the journal cannot be written.</summary>
    public StorageHealth Health => Storage.Health;

    public Counters Counters { get; } = new();

    public AskingMeter Meter { get; } = new();

    public JobFigures Jobs { get; } = new();

    public ClockBook Clocks { get; } = new();

    public MemberTimes Members { get; }

    public RelayCounters Relays { get; } = new();

    public RelayClient RelayClient { get; }

    /// <summary>This node as people see it: host and port of its actor system.</summary>
    public string NodeName { get; private set; } = "";

    public IActorRef Region { get; set; } = ActorRefs.Nobody;

    public IActorRef Keeper { get; private set; } = ActorRefs.Nobody;

    public IActorRef LiveViews { get; private set; } = ActorRefs.Nobody;

    public IActorRef LiveRelays { get; private set; } = ActorRefs.Nobody;

    /// <summary>
    /// The node ends: nothing is sent to its shard region any more. A region that shuts down keeps what comes for a shard that has
    /// stopped, and with no other node to take it, waits for that until its phase runs out.
    /// </summary>
    public bool IsEnding => _ending.IsCancellationRequested;

    /// <summary>Cancelled when the node begins to end.</summary>
    public CancellationToken Ending => _ending.Token;

    public void BeginEnding() => _ending.Cancel();

    /// <summary>A number that no other incarnation of an entity on this node has.</summary>
    public long NextIncarnation() => Interlocked.Increment(ref _incarnations);

    /// <summary>The node-level actors, before the first entity.</summary>
    public void Start(ActorSystem system)
    {
        var address = ((ExtendedActorSystem)system).Provider.DefaultAddress;
        NodeName = address.Port is { } port ? $"{address.Host}:{port}" : address.System;
        Keeper = system.ActorOf(SessionKeeper.Props(this), "session-keeper");
        LiveViews = system.ActorOf(Live.LiveViews.Props(this), "live-views");
        LiveRelays = system.ActorOf(Live.LiveRelays.Props(this, FramePool.Shared), "live-relays");
        Fence.Start(system, Table);
        system.ActorOf(MovedSessions.Props(this), "moved-sessions");
        _losses.Start();
    }

    public void Dispose()
    {
        _losses.Dispose();
        _ending.Dispose();
        _metrics.Dispose();
        Meter.Dispose();
        RelayClient.Dispose();
        Fence.Dispose();
        Storage.Dispose();
        Lanes.Dispose();
    }
}

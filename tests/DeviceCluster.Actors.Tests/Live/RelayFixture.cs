using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.Event;
using Akka.TestKit.Xunit2;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Sdk.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Actors.Tests.Live;

/// <summary>
/// The relays of a node, a region that answers as the test says, and a pool that counts. Time stands still unless the test lets it go on.
/// </summary>
public abstract class RelayFixture : TestKit
{
    protected const string Token = "canary-ticket";

    private readonly Folder _folder = new();
    private readonly Lazy<ServiceProvider> _services;
    private readonly Lazy<IActorRef> _relays;

    private protected RelayFixture()
    {
        Settings = TestNode.Settings(_folder.Path);
        // Shorter than the silence that ends it, too.
        Settings = Settings with { Live = Settings.Live with { Linger = Settings.Live.Silence / 2 } };
        _services = new Lazy<ServiceProvider>(NewServices);
        _relays = new Lazy<IActorRef>(() => Sys.ActorOf(LiveRelays.Props(Parts, Pool)));
        var logs = Logs;
        Sys.EventStream.Subscribe(
            Sys.ActorOf(actor => actor.Receive<LogEvent>((log, _) => logs.Enqueue($"{log}"))), typeof(LogEvent));
    }

    private protected static LiveRunId Run { get; } = new(new DeviceId("gate"), 2, StreamKind.Extra1, 4711);

    private protected DeviceClusterSettings Settings { get; set; }

    private protected NodeParts Parts => _services.Value.GetRequiredService<NodeParts>();

    private protected IActorRef Relays => _relays.Value;

    private protected FramePool Pool { get; } = new();

    private protected FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch.AddYears(60));

    private protected ConcurrentQueue<LiveCommand.Find> Finds { get; } = new();

    private protected ConcurrentQueue<string> Logs { get; } = new();

    /// <summary>What the device's entity answers; null: nothing.</summary>
    private protected Func<LiveCommand.Find, LiveReply?> OnFind { get; set; } = _ => null;

    private protected void OwnedBy(ScriptedOwner owner) => OnFind = _ => Offer($"{owner.Base}media/live/gate/2/extra1.dav?token={Token}");

    private protected static LiveReply Offer(string url) => new LiveReply.Offered(new MediaOffer(
        Run.Device, Run.Channel, Run.Stream, "h264", 1920, 1080, Run.Epoch, DateTimeOffset.UnixEpoch, [new("h264", "http://x/"), new("dav", url)]));

    /// <summary>As the edges ask.</summary>
    private protected Task<LiveFinding> FindAsync(LiveRunId? run = null) =>
        new LiveDoor(Parts.Hubs, () => Relays, Limits.Patience).FindAsync(run ?? Run, CancellationToken.None);

    private protected async Task<LiveViewer> WatchAsync() =>
        Assert.IsType<LiveFinding.Found>(await FindAsync()).Hub.Join(ViewerOptions.Default);

    private protected async Task<LiveFinding.Absent> FindNoneAsync() => Assert.IsType<LiveFinding.Absent>(await FindAsync());

    /// <summary>The numbers of the frames that come until the viewer's end, or until there are so many.</summary>
    private protected static async Task<List<uint>> ReadAsync(LiveViewer viewer, int most = int.MaxValue)
    {
        using var limit = new CancellationTokenSource(Limits.Patience);
        var numbers = new List<uint>();
        while (numbers.Count < most && await viewer.ReadAsync(limit.Token) is { } frame)
        {
            using (frame)
                numbers.Add(BitConverter.ToUInt32(frame.Dav.Span[8..]));
        }

        return numbers;
    }

    /// <summary>Time goes on in small steps, so that whoever looks at it meanwhile gets its turn.</summary>
    private protected Task PassUntilAsync(Func<bool> condition) => Limits.UntilAsync(() =>
    {
        Time.Advance(TimeSpan.FromMilliseconds(100));
        return condition();
    });

    /// <summary>Every relay is over, and every slab is back.</summary>
    private protected async Task UntilAllIsGivenBackAsync(RelayEndKind kind)
    {
        await Limits.UntilAsync(() => Parts.Relays.Open == 0);
        Assert.Equal(1, Parts.Relays.Ends(kind));
        await Limits.UntilAsync(() => Pool.Rented == Pool.Returned);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        if (_services.IsValueCreated)
            _services.Value.Dispose();
        _folder.Dispose();
    }

    private ServiceProvider NewServices()
    {
        var services = new ServiceCollection().AddDeviceCluster(Settings, new ScriptedSdk(), Time).BuildServiceProvider();
        services.GetRequiredService<NodeParts>().Region = Sys.ActorOf(actor => actor.Receive<LiveCommand.Find>((find, context) =>
        {
            Finds.Enqueue(find);
            if (OnFind(find) is { } reply)
                context.Sender.Tell(reply);
        }));
        return services;
    }
}

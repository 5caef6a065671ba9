using Akka.Actor;
using Akka.Cluster;
using DeviceCluster.Actors;
using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeviceCluster.Node.Tests.Live;

/// <summary>A node that owns a device whose pictures come from the test: its actors, its cluster and its media edge.</summary>
internal sealed class OwnerNode : IAsyncDisposable
{
    public static readonly DeviceId Gate = new("gate");

    public static readonly MediaKey Key = new("test", new byte[MediaKey.Length]);

    private readonly TemporaryFolder _folder;
    private readonly IHost _host;
    private readonly LiveRun _run;

    private OwnerNode(TemporaryFolder folder, IHost host, MediaEdge edge)
    {
        (_folder, _host, Edge) = (folder, host, edge);
        _run = new LiveRun(Gate, 1, StreamKind.Main, Parts.Hubs.NextEpoch(), Pictures.Hub, Parts.Now);
        Parts.Hubs.Register(_run);
    }

    public MediaEdge Edge { get; }

    public PictureSource Pictures { get; } = new(TimeProvider.System);

    public Address Address => Cluster.Get(_host.Services.GetRequiredService<ActorSystem>()).SelfAddress;

    private NodeParts Parts => _host.Services.GetRequiredService<NodeParts>();

    public static DeviceClusterSettings Settings(string folder) => new()
    {
        DataFolder = folder,
        Envelope = EnvelopeKey.FromFileOrCreate(Path.Combine(folder, "envelope.key")),
        Media = Key,
        Live = new LiveSettings { Linger = TimeSpan.FromSeconds(2) },
    };

    /// <summary>The address that other nodes are told is its own, unless it is said otherwise.</summary>
    public static async Task<OwnerNode> StartAsync(Uri? nodeUrl = null)
    {
        var folder = new TemporaryFolder();
        var port = MediaEdge.BindPort();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var settings = Settings(folder.Path) with { NodeMediaBase = nodeUrl ?? new Uri($"http://{port.EndPoint}") };
        builder.Services.AddDeviceCluster(settings, new ScriptedSdk(), TimeProvider.System);
        var host = builder.Build();
        await host.StartAsync();
        var services = host.Services;
        var edge = await MediaEdge.StartAsync(
            services.GetRequiredService<LiveDoor>(), services.GetRequiredService<MediaTickets>(), TimeProvider.System, port);
        var enrolled = await services.GetRequiredService<DeviceGateway>().TellAsync(
            new DeviceCommand.Enrol(Gate, new DeviceAddress("10.0.0.7"), "admin", new Secret("secret"), Serial: null), CancellationToken.None);
        Assert.IsType<DeviceReply.Done>(enrolled);
        return new OwnerNode(folder, host, edge);
    }

    /// <summary>What an order to open is answered with.</summary>
    public MediaOffer Offer() => LiveOffer.Of(_run).ToReply(Parts).Offer;

    /// <summary>Path and query of a link of the offer.</summary>
    public string Link(string container) => new Uri(Offer().Links.Single(link => link.Container == container).Url).PathAndQuery;

    /// <summary>Path and query of a link with a good ticket to a view of this device, which there is none of.</summary>
    public string LinkTo(DeviceId device)
    {
        var ticket = Parts.Tickets.Issue(new MediaGrant(device, 1, StreamKind.Main, Parts.Hubs.NextEpoch(), Parts.Now + TimeSpan.FromMinutes(1)));
        return $"/media/live/{device}/1/main.dav?token={ticket}";
    }

    /// <summary>Nobody writes the journal until what is returned is disposed: the gate is shut, and the probe finds the file locked.</summary>
    public IDisposable LoseJournal(string reason)
    {
        var journal = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "journal.db")};Pooling=False");
        journal.Open();
        journal.BeginTransaction(deferred: false);
        Parts.Health.Failed(new IOException(reason));
        return journal;
    }

    /// <summary>The device's entity ends as by a fault; the next message for it starts another, or what stands in for it.</summary>
    public async Task EndEntityAsync()
    {
        var entity = await _host.Services.GetRequiredService<ActorSystem>().ActorSelection($"/system/sharding/device/*/{Gate}").ResolveOne(TimeSpan.FromSeconds(10));
        await entity.GracefulStop(TimeSpan.FromSeconds(10));
    }

    public async Task EndViewAsync()
    {
        Parts.Hubs.Remove(_run);
        Pictures.Hub.End(ViewerEnd.StreamEnded, failure: null);
        await Pictures.Hub.Completion;
    }

    public async ValueTask DisposeAsync()
    {
        Pictures.Hub.End(ViewerEnd.Stopped, failure: null);
        await Edge.DisposeAsync();
        await _host.StopAsync();
        _host.Dispose();
        _folder.Dispose();
    }
}

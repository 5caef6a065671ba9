using Akka.Actor;
using DeviceCluster.Actors;
using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Devices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeviceCluster.Benchmarks.Clustering;

/// <summary>A node without edges in this process, with a fleet that is enrolled and disabled: entities answer, and nobody logs in.</summary>
internal sealed class DisabledFleet : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly IHost _host;

    private DisabledFleet(IHost host, IReadOnlyList<DeviceId> devices) => (_host, Devices) = (host, devices);

    public IReadOnlyList<DeviceId> Devices { get; }

    public DeviceGateway Gateway => _host.Services.GetRequiredService<DeviceGateway>();

    /// <summary>host:port by which a service joins.</summary>
    public string Seed
    {
        get
        {
            var address = ((ExtendedActorSystem)_host.Services.GetRequiredService<ActorSystem>()).Provider.DefaultAddress;
            return $"{address.Host}:{address.Port}";
        }
    }

    /// <summary>Starts on the folder, and on the database where one is given; devices that are enrolled there already are left as they are.</summary>
    public static async Task<DisabledFleet> StartAsync(string folder, StorageSettings storage, int devices, CancellationToken stop)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddDeviceCluster(
            new DeviceClusterSettings
            {
                DataFolder = folder,
                Storage = storage,
                Envelope = EnvelopeKey.FromBase64(Convert.ToBase64String(new byte[EnvelopeKey.Length]), "the benchmark"),
                Media = new MediaKey("bench", new byte[MediaKey.Length]),
            },
            new NoLibrary(),
            TimeProvider.System);
        var host = builder.Build();
        await host.StartAsync(stop);
        var fleet = new DisabledFleet(host, [.. Enumerable.Range(0, devices).Select(n => new DeviceId($"bench-{n}"))]);
        return fleet;
    }

    public async Task EnrolAsync(CancellationToken stop)
    {
        await Parallel.ForEachAsync(Devices, new ParallelOptions { MaxDegreeOfParallelism = AskLoad.InFlight, CancellationToken = stop }, async (device, ct) =>
        {
            await DoAsync(new DeviceCommand.Enrol(device, new DeviceAddress("192.0.2.1"), "admin", new Secret("not used"), Serial: null), ct);
            await DoAsync(new DeviceCommand.Disable(device), ct);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task DoAsync(DeviceCommand order, CancellationToken stop)
    {
        if (await Gateway.TellAsync(order, stop) is DeviceReply.Refused refused)
            throw new InvalidOperationException($"{order.Device} refused: {refused.Reason}");
    }
}

using Akka.Actor;
using DeviceCluster.Actors;
using DeviceCluster.Actors.Clustering;
using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Devices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeviceCluster.Benchmarks.Clustering;

/// <summary>A node without edges in this process, with a fleet that is enrolled and disabled: entities answer, and nobody logs in.</summary>
internal sealed class DisabledFleet : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private const string Quiet = "akka.loglevel = WARNING";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly IHost _host;

    private DisabledFleet(IHost host, IReadOnlyList<DeviceId> devices)
    {
        (_host, Devices) = (host, devices);
        Gateway = host.Services.GetRequiredService<DeviceGateway>();
    }

    public IReadOnlyList<DeviceId> Devices { get; }

    public DeviceGateway Gateway { get; }

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
    public static async Task<DisabledFleet> StartAsync(
        string folder, StorageSettings storage, int devices, CancellationToken stop, SessionSettings? sessions = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddDeviceCluster(
            new DeviceClusterSettings
            {
                DataFolder = folder,
                Storage = storage,
                Envelope = EnvelopeKey.FromBase64(Convert.ToBase64String(new byte[EnvelopeKey.Length]), "the benchmark"),
                Media = new MediaKey("bench", new byte[MediaKey.Length]),
                Sessions = sessions ?? new SessionSettings(),
            },
            new NoLibrary(),
            TimeProvider.System,
            Quiet);
        var host = builder.Build();
        await host.StartAsync(stop);
        var fleet = new DisabledFleet(host, [.. Enumerable.Range(0, devices).Select(n => new DeviceId($"bench-{n}"))]);
        return fleet;
    }

    /// <summary>Each device with so many orders that are journaled, two at least, by its number.</summary>
    public Task EnrolAsync(CancellationToken stop, Func<int, int>? orders = null) => Parallel.ForEachAsync(
        Devices.Index(),
        new ParallelOptions { MaxDegreeOfParallelism = AskLoad.InFlight, CancellationToken = stop },
        async (one, end) => await EnrolAsync(one.Item, orders?.Invoke(one.Index) ?? 2, end));

    /// <summary>Until the table of devices has them all.</summary>
    public Task UntilListedAsync(CancellationToken stop) =>
        UntilAsync(async () => (await _host.Services.GetRequiredService<ReadSide>().EnrolledAsync(stop)).Count == Devices.Count, stop);

    /// <summary>Until shards can be given to this node.</summary>
    public Task UntilReadyAsync(CancellationToken stop) =>
        UntilAsync(async () => (await _host.Services.GetRequiredService<ClusterGateway>().IsReadyAsync(stop)).Ready, stop);

    /// <summary>How many entities its shards have begun.</summary>
    public async Task<int> RunningAsync(CancellationToken stop) =>
        (await _host.Services.GetRequiredService<ShardingGateway>().NodesAsync(stop)).Sum(node => node.Entities?.Values.Sum() ?? 0);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, CancellationToken stop)
    {
        using var look = new PeriodicTimer(Look);
        while (!await holds())
            await look.WaitForNextTickAsync(stop);
    }

    private async Task EnrolAsync(DeviceId device, int orders, CancellationToken stop)
    {
        await DoAsync(new DeviceCommand.Enrol(device, new DeviceAddress("192.0.2.1"), "admin", new Secret("not used"), Serial: null), stop);
        await DoAsync(new DeviceCommand.Disable(device), stop);
        for (var order = 2; order < orders; order++)
            await DoAsync(new DeviceCommand.ChangeAddress(device, new DeviceAddress($"192.0.2.{order}")), stop);
    }

    /// <summary>On a machine whose disk is busy an order may wait in vain for its turn, or for its answer; the same one again changes nothing twice.</summary>
    private async Task DoAsync(DeviceCommand order, CancellationToken stop)
    {
        using var again = new PeriodicTimer(Look);
        while (await Gateway.TellAsync(order, stop) is DeviceReply.Refused refused)
        {
            if (refused.Code is not (RefusalCode.Busy or RefusalCode.NoAnswer))
                throw new InvalidOperationException($"{order.Device} refused: {refused.Reason}");
            await again.WaitForNextTickAsync(stop);
        }
    }
}

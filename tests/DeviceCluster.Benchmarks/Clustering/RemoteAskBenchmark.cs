using Akka.Actor;
using DeviceCluster.Client;
using DeviceCluster.Contracts.Devices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeviceCluster.Benchmarks.Clustering;

/// <summary>A question of another service, by the client library.</summary>
internal sealed class RemoteAskBenchmark : AskBenchmark
{
    public override string Name => "cluster-ask-remote";

    public override string What => "answers of devices per second to another service by the client library, against bare Akka remote ask";

    private protected override async Task<IAsker> BeginAsync(DisabledFleet fleet, CancellationToken stop)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddDeviceClusterClient(new DeviceClusterClientOptions { Seeds = [fleet.Seed] });
        var host = builder.Build();
        await host.StartAsync(stop);
        return new Service(host);
    }

    private protected override IReadOnlyList<ICanTell> Peers(EchoSystems echo) => echo.Remote;

    private sealed class Service(IHost host) : IAsker
    {
        private readonly IDeviceClusterClient _client = host.Services.GetRequiredService<IDeviceClusterClient>();

        public async Task AskAsync(DeviceId device, CancellationToken stop)
        {
            var answer = await _client.ReportAsync(device, cancellationToken: stop);
            if (!answer.IsGiven)
                throw new InvalidOperationException($"{device} refused: {answer.Refusal.Reason}");
        }

        public async ValueTask DisposeAsync()
        {
            await host.StopAsync();
            host.Dispose();
        }
    }
}

using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Client.Membership;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace DeviceCluster.Client.Tests.Support;

/// <summary>A service with the client in it, in this process.</summary>
internal sealed class ClientHost : IAsyncDisposable
{
    private readonly IHost _host;

    private ClientHost(IHost host) => _host = host;

    public IDeviceClusterClient Client => _host.Services.GetRequiredService<IDeviceClusterClient>();

    public ClusterLink Link => _host.Services.GetRequiredService<ClusterLink>();

    public IServiceProvider Services => _host.Services;

    public static Task<ClientHost> StartAsync(string seed, ITestOutputHelper output, Func<DeviceClusterClientOptions, DeviceClusterClientOptions>? with = null)
    {
        var options = new DeviceClusterClientOptions { Seeds = [seed] };
        return StartAsync(with?.Invoke(options) ?? options, output);
    }

    public static async Task<ClientHost> StartAsync(DeviceClusterClientOptions options, ITestOutputHelper output)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(new OutputLogs(output)).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddDeviceClusterClient(options);
        var host = builder.Build();
        await host.StartAsync();
        return new ClientHost(host);
    }

    /// <summary>A node can be asked: from here on a deadline is for the answer alone.</summary>
    public Task JoinedAsync() => Limits.UntilAsync(() => Link.Present!.Nodes(out _).Count > 0);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

using System.Net;
using System.Threading.Channels;
using Akka.Actor;
using Akka.Streams;
using DeviceCluster.Actors.Live;
using DeviceCluster.Node.Live;
using DeviceCluster.Node.Telemetry;
using DeviceCluster.Sdk.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeviceCluster.Benchmarks.FramePath;

/// <summary>What a node does with the frames of one live view: the stream graph, the hub, and the node's own response.</summary>
internal sealed class HubSite : IAsyncDisposable
{
    public const string Path = "/live";

    private readonly WebApplication _web;
    private readonly ActorSystem _system;
    private LiveHub? _hub;

    private HubSite(WebApplication web, ActorSystem system) => (_web, _system) = (web, system);

    public int Port => new Uri(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    public static async Task<HubSite> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddMetrics().AddSingleton(TimeProvider.System).AddSingleton<MediaMeter>().AddSingleton<ViewerWatch>();
        var site = new HubSite(builder.Build(), ActorSystem.Create("bench", "akka { loglevel = OFF, stdout-loglevel = OFF }"));
        site._web.MapGet(Path, site.ShowAsync);
        await site._web.StartAsync(cancellationToken);
        return site;
    }

    /// <summary>Shows these frames from now on; until they end, or the materializer.</summary>
    public LiveHub Show(ChannelReader<Frame> frames, out ActorMaterializer materializer) =>
        _hub = FrameGraph.Build(frames, new KeyFrameHubOptions()).Run(materializer = _system.Materializer());

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
        await _system.Terminate();
    }

    private async Task ShowAsync(HttpContext context)
    {
        await using var viewer = _hub!.Join(new ViewerOptions());
        using var response = new MediaResponse(context, viewer, MediaContainer.Dav, _web.Services.GetRequiredService<ViewerWatch>());
        await response.RunAsync(context.RequestAborted);
    }
}

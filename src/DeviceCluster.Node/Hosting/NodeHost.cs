using DeviceCluster.Actors;
using DeviceCluster.Node.Configuration;
using DeviceCluster.Node.Health;
using DeviceCluster.Node.Live;
using DeviceCluster.Node.Pbm;
using DeviceCluster.Node.Pbm.Palettes;
using DeviceCluster.Node.Telemetry;
using DeviceCluster.Sdk;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Serilog;

namespace DeviceCluster.Node.Hosting;

/// <summary>Wires the node: actors, HTTP edge, pbm host, health, metrics.</summary>
internal static class NodeHost
{
    /// <summary>Logging out a node's devices takes its time; it is the pod's grace that bounds it from outside.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(70);

    private const int MaxConnections = 10_000;
    private const int MaxRequestBytes = 256 * 1024;

    public static WebApplication Build(
        NodeSettings settings, NodePorts ports, DeviceClusterSettings cluster, PbmSecret secret, NetSdk sdk, TimeProvider time, Serilog.ILogger log)
    {
        // Empty: nothing of the environment but our own settings opens a port or a log.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "DeviceCluster.Node" });
        builder.Services.AddSerilog(log);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.Services.AddSingleton(settings).AddSingleton(ports).AddSingleton(time).AddSingleton(sdk);
        builder.Services.AddDeviceCluster(cluster, sdk, time);
        builder.Services.AddHostedService<OrderlyStop>();
        AddEdges(builder.Services, secret);
        AddKestrel(builder.WebHost, settings, ports);

        var app = builder.Build();
        app.UseRouting();
        app.UseListenerSeparation();
        app.MapNodeHealth();
        app.MapPrometheusScrapingEndpoint("/metrics").On(Listener.Http);
        var media = app.Services.GetRequiredService<MediaEndpoint>();
        app.MapMethods(MediaEndpoint.Route, [HttpMethods.Get, HttpMethods.Head], media.HandleAsync).On(Listener.Http);
        var pictures = app.Services.GetRequiredService<PictureEndpoint>();
        app.MapMethods(PictureEndpoint.Route, [HttpMethods.Get, HttpMethods.Head], pictures.HandleAsync).On(Listener.Http);
        app.MapGrpcService<PbmService>().On(Listener.Pbm);
        return app;
    }

    private static void AddEdges(IServiceCollection services, PbmSecret secret)
    {
        services.AddRouting();
        services.AddNodeHealth();
        services.AddNodeMetrics();
        services.AddSingleton<ViewerWatch>().AddSingleton<MediaEndpoint>().AddSingleton<PictureEndpoint>();
        services.AddSingleton(secret).AddSingleton<FailureBackoff>();
        services.AddSingleton<PbmWords>().AddSingleton<FleetSelection>().AddSingleton<FleetRun>().AddSingleton<FleetAsk>();
        services.AddSingleton<IPalette, ClusterPalette>().AddSingleton<IPalette, DevicePalette>().AddSingleton<IPalette, DiscoveryPalette>();
        services.AddSingleton<IPalette, LivePalette>().AddSingleton<IPalette, SdkPalette>();
        services.AddSingleton<IPalette, AuditPalette>().AddSingleton<IPalette, ClockPalette>().AddSingleton<IPalette, ConfigPalette>();
        services.AddSingleton<IPalette, PtzPalette>().AddSingleton<IPalette, SnapshotPalette>();
        services.AddSingleton<IPalette, JobPalette>();
        services.AddSingleton<IPalette, ClusterShardingPalette>().AddSingleton<IPalette, NodePalette>();
        services.AddGrpc(grpc =>
        {
            grpc.Interceptors.Add<PbmAuthorisation>();
            grpc.MaxReceiveMessageSize = MaxRequestBytes;
            grpc.EnableDetailedErrors = false;
        });
    }

    private static void AddKestrel(IWebHostBuilder host, NodeSettings settings, NodePorts ports)
    {
        host.UseKestrelCore();
        if (settings.Pbm.Tls)
            host.UseKestrelHttpsConfiguration();
        host.UseSockets(sockets => sockets.CreateBoundListenSocket = endPoint =>
            endPoint.Equals(ports.Http.EndPoint) ? ports.Http.Socket
            : endPoint.Equals(ports.Pbm.EndPoint) ? ports.Pbm.Socket
            : SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint));
        host.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            // A live view may be still for long; who takes nothing of what there is is cut by the watch.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(ports.Http.EndPoint, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Mark(Listener.Http);
            });
            kestrel.Listen(ports.Pbm.EndPoint, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                if (settings.Pbm.Tls)
                    listen.UseHttps(settings.Pbm.Certificate!);
                listen.Mark(Listener.Pbm);
            });
        });
    }
}

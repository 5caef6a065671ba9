using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using DeviceCluster.Simulator.Control;
using DeviceCluster.Simulator.Network;
using DeviceCluster.Simulator.Pictures;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DeviceCluster.Simulator.Http;

/// <summary>The web server of the whole fleet on sockets that are bound already: the local address of a connection says whose it is.</summary>
internal sealed class HttpFront : IAsyncDisposable
{
    private const int MaxLine = 8 * 1024, MaxHeaders = 16 * 1024, MaxHeaderCount = 64, MaxBody = 1024 * 1024;

    private static readonly TimeSpan ForHeaders = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    private readonly FrozenDictionary<IPAddress, VirtualDevice> _devices;
    private readonly ILogger _log;
    private WebApplication? _web;

    private HttpFront(FrozenDictionary<IPAddress, VirtualDevice> devices, ILogger log)
    {
        _devices = devices;
        _log = log;
    }

    public static async Task<HttpFront> StartAsync(
        IReadOnlyList<Socket> listeners, FrozenDictionary<IPAddress, VirtualDevice> devices, SimulatorOptions options, ILogger log,
        CancellationToken cancellation)
    {
        if (!TestPicture.HasFont)
            log.LogWarning("there is no font {File} (Debian: fonts-dejavu-core): snapshots carry no time", TestPicture.FontFile);

        var front = new HttpFront(devices, log);
        var byEndPoint = listeners.ToDictionary(listener => listener.LocalEndPoint!);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(options.Logs);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore()
            .UseSockets(sockets => sockets.CreateBoundListenSocket = at => byEndPoint[at])
            .ConfigureKestrel(kestrel =>
            {
                Limit(kestrel.Limits);
                kestrel.AddServerHeader = false;
                foreach (var at in byEndPoint.Keys)
                    kestrel.Listen(at, listen => front.Use(listen));
            });
        var web = builder.Build();
        var requests = new HttpRequests(options.Time, log);
        web.Run(requests.HandleAsync);
        front._web = web;
        await web.StartAsync(cancellation).ConfigureAwait(false);
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        if (_web is not null)
            await _web.DisposeAsync().ConfigureAwait(false);
    }

    private static void Limit(KestrelServerLimits limits)
    {
        limits.MaxRequestLineSize = MaxLine;
        limits.MaxRequestHeadersTotalSize = MaxHeaders;
        limits.MaxRequestHeaderCount = MaxHeaderCount;
        limits.MaxRequestBodySize = MaxBody;
        limits.RequestHeadersTimeout = ForHeaders;
        limits.KeepAliveTimeout = Idle;
    }

    private void Use(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => connection => TakeAsync(connection, next));
    }

    private async Task TakeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket
            || socket.LocalEndPoint is not IPEndPoint local || !_devices.TryGetValue(local.Address, out var device))
        {
            connection.Abort();
            return;
        }

        var link = new DeviceLink(device, socket, connection.Abort);
        if (!device.Links.Add(link))
        {
            link.Abort();
            return;
        }

        try
        {
            connection.Features.Set(link);
            await next(connection).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            _log.LogDebug("{Serial}: an HTTP connection ended: {Error}", device.Serial, e.Message);
        }
        finally
        {
            device.Links.Remove(link);
        }
    }
}

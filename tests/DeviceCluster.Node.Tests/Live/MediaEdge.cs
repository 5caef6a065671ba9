using System.Net;
using DeviceCluster.Actors.Live;
using DeviceCluster.Node.Hosting;
using DeviceCluster.Node.Live;
using DeviceCluster.Node.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeviceCluster.Node.Tests.Live;

/// <summary>The media endpoint of a node behind a real Kestrel, and a client of it.</summary>
internal sealed class MediaEdge : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly BoundPort _port;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private int _connections;
    private int _requests;

    private MediaEdge(LiveDoor door, MediaTickets tickets, TimeProvider time, BoundPort port)
    {
        _port = port;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.CreateBoundListenSocket = endPoint =>
            endPoint.Equals(port.EndPoint) ? port.Socket : SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(port.EndPoint, listen => listen.Use(next => connection =>
            {
                Interlocked.Increment(ref _connections);
                return next(connection);
            }));
        });
        builder.Services.AddRouting().AddLogging();
        builder.Services.AddSingleton(time).AddSingleton(door).AddSingleton(tickets);
        builder.Services.AddSingleton<MediaMeter>().AddSingleton<MediaEndpoint>();
        builder.Services.AddSingleton(at => new ViewerWatch(time, at.GetRequiredService<MediaMeter>(), NullLogger<ViewerWatch>.Instance));
        _app = builder.Build();
        _app.Use(next => context =>
        {
            Interlocked.Increment(ref _requests);
            return next(context);
        });
        _app.UseRouting();
        _app.MapMethods(MediaEndpoint.Route, ["GET", "HEAD"], _app.Services.GetRequiredService<MediaEndpoint>().HandleAsync);
        Watch = _app.Services.GetRequiredService<ViewerWatch>();
    }

    public ViewerWatch Watch { get; }

    public string Authority => $"{_port.EndPoint}";

    /// <summary>Connections that clients have made so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public int Requests => Volatile.Read(ref _requests);

    public static BoundPort BindPort() => BoundPort.Bind("Http:Listen", new IPEndPoint(IPAddress.Loopback, 0));

    public static async Task<MediaEdge> StartAsync(LiveDoor door, MediaTickets tickets, TimeProvider time, BoundPort? port = null)
    {
        var edge = new MediaEdge(door, tickets, time, port ?? BindPort());
        await edge._app.StartAsync();
        return edge;
    }

    public Task<HttpResponseMessage> GetAsync(string path, HttpMethod? method = null, bool hop = false)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"http://{Authority}{path}");
        if (hop)
            request.Headers.Add(LiveDoor.Hop, "1");
        return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>The node's end, as the viewers learn it.</summary>
    public void Stop() => _app.Lifetime.StopApplication();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _port.Dispose();
    }
}

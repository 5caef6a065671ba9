using System.Net;
using DeviceCluster.Actors.Live;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Media.Dhav;
using DeviceCluster.Node.Live;
using DeviceCluster.Node.Telemetry;
using DeviceCluster.Sdk.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Node.Tests.Live;

/// <summary>The media endpoint behind a real Kestrel, with a hub that the test feeds.</summary>
internal sealed class MediaSite : IAsyncDisposable
{
    public static readonly DeviceId Gate = new("gate");

    private readonly WebApplication _app;
    private readonly FrameClassifier _classifier = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private uint _sequence;

    private MediaSite(WebApplication app, LiveHubs hubs, MediaTickets tickets, LiveHub hub, FakeTimeProvider time)
    {
        (_app, Hubs, Tickets, Hub, Time) = (app, hubs, tickets, hub, time);
        Watch = app.Services.GetRequiredService<ViewerWatch>();
    }

    public LiveHubs Hubs { get; }

    public MediaTickets Tickets { get; }

    public LiveHub Hub { get; }

    public FakeTimeProvider Time { get; }

    public ViewerWatch Watch { get; }

    public FramePool Pool { get; } = new();

    public string Authority => new Uri(_app.Urls.Single()).Authority;

    public static async Task<MediaSite> StartAsync()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        var hubs = new LiveHubs(time);
        var tickets = new MediaTickets(new MediaKey("test", new byte[MediaKey.Length]));
        var hub = new LiveHub(new KeyFrameHubOptions());
        hubs.Register(new LiveRun(Gate, 1, StreamKind.Main, Epoch: 7, hub, time.GetUtcNow()));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddRouting().AddLogging();
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton(hubs).AddSingleton(tickets);
        builder.Services.AddSingleton<MediaMeter>().AddSingleton<MediaEndpoint>();
        builder.Services.AddSingleton(at => new ViewerWatch(time, at.GetRequiredService<MediaMeter>(), NullLogger<ViewerWatch>.Instance));
        var app = builder.Build();
        app.UseRouting();
        app.MapMethods(MediaEndpoint.Route, ["GET", "HEAD"], app.Services.GetRequiredService<MediaEndpoint>().HandleAsync);
        await app.StartAsync();
        return new MediaSite(app, hubs, tickets, hub, time);
    }

    public string Ticket(int channel = 1, long epoch = 7, TimeSpan? valid = null) =>
        Tickets.Issue(new MediaGrant(Gate, channel, StreamKind.Main, epoch, Time.GetUtcNow() + (valid ?? TimeSpan.FromMinutes(1))));

    public Task<HttpResponseMessage> GetAsync(string path, HttpMethod? method = null) =>
        _client.SendAsync(new HttpRequestMessage(method ?? HttpMethod.Get, $"http://{Authority}{path}"), HttpCompletionOption.ResponseHeadersRead);

    public Task<HttpResponseMessage> WatchAsync(string container = "h264", string? ticket = null) =>
        GetAsync($"/media/live/gate/1/main.{container}?token={ticket ?? Ticket()}");

    /// <summary>One picture as a device sends it; what viewers of the pictures alone get of it is returned.</summary>
    public byte[] Publish(bool key, byte mark, int size = 100)
    {
        // SPS, PPS and a slice, so that the picture tells its kind by itself.
        byte[] body = [.. key ? ParameterSets : [], 0, 0, 0, 1, (byte)(key ? 0x65 : 0x41), mark, .. Enumerable.Repeat(mark, size)];
        Publish(DhavOf(key, body));
        return body;
    }

    public void Publish(ReadOnlySpan<byte> dhav) => Hub.Publish(_classifier.Classify(Pool.Rent(dhav, Time.GetTimestamp())));

    public byte[] DhavOf(bool key, byte[] body)
    {
        var frame = new byte[DhavWriter.MaxSize(body.Length)];
        var header = new DhavFrameHeader
        {
            Type = key ? DhavFrameType.KeyVideo : DhavFrameType.DeltaVideo,
            Sequence = _sequence++,
            LocalTime = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified),
            Video = VideoCodec.H264,
            FrameRate = 25,
            Width = 352,
            Height = 288,
        };
        return frame[..DhavWriter.Write(header, body, frame)];
    }

    /// <summary>Time goes on for the site until the condition holds; each round the watch gets its turn.</summary>
    public async Task AdvanceUntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, limit.Token);
        }
    }

    /// <summary>The node's end, as the viewers learn it.</summary>
    public void Stop() => _app.Lifetime.StopApplication();

    public async ValueTask DisposeAsync()
    {
        Hub.End(ViewerEnd.Stopped, failure: null);
        _client.Dispose();
        await _app.DisposeAsync();
    }

    // A baseline sequence of 352x288 and its picture parameters.
    private static readonly byte[] ParameterSets =
    [
        0, 0, 0, 1, 0x67, 0x42, 0xC0, 0x0D, 0xD9, 0x01, 0x60, 0x96, 0xC0, 0x44, 0, 0, 3, 0, 4, 0, 0, 3, 0, 0xC8, 0x3C, 0x50, 0xA9, 0x20,
        0, 0, 0, 1, 0x68, 0xCB, 0x83, 0xCB, 0x20,
    ];
}

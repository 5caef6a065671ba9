using System.Net;
using System.Threading.Channels;
using Akka.Actor;
using Akka.Streams;
using DeviceCluster.Actors.Live;
using DeviceCluster.Media.Dhav;
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

/// <summary>Ours: what the SDK's callback does with a frame, the stream graph, the hub, and the node's own response.</summary>
internal sealed class LivePath : IAsyncDisposable
{
    private const int Group = 50;
    private const int ChannelFrames = 512;

    // SPS of 1920x1080, PPS and an IDR slice: without the first two nobody could begin there.
    private static readonly byte[] KeyStart = Convert.FromHexString(
        "0000000167640028ACD940780227E5C044000003000400000300C83C60C6580000000168CE0000000165");

    private readonly WebApplication _web;
    private readonly ActorSystem _system;
    private LiveHub? _hub;

    private LivePath(WebApplication web, ActorSystem system) => (_web, _system) = (web, system);

    public static async Task<LivePath> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddMetrics().AddSingleton(TimeProvider.System).AddSingleton<MediaMeter>().AddSingleton<ViewerWatch>();
        var path = new LivePath(builder.Build(), ActorSystem.Create("bench", "akka { loglevel = OFF, stdout-loglevel = OFF }"));
        path._web.MapGet("/live", path.ShowAsync);
        await path._web.StartAsync(cancellationToken);
        return path;
    }

    public async Task<double> MeasureAsync(CancellationToken cancellationToken)
    {
        var frames = Channel.CreateBounded<Frame>(ChannelFrames);
        using var materializer = _system.Materializer();
        var hub = _hub = FrameGraph.Build(frames.Reader, new KeyFrameHubOptions()).Run(materializer);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = SendAsync(frames.Writer, end.Token);
        await hub.FirstKeyFrame.WaitAsync(cancellationToken);
        await using var reader = Child.Reader(Port);

        var cost = await CpuMeter.MeasureAsync(() => hub.Figures.Bytes, cancellationToken);

        var figures = hub.Figures;
        await end.CancelAsync();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        frames.Writer.Complete();
        if (figures.Viewers != 1 || figures.Dropped > 0)
            throw new InvalidOperationException($"{figures.Viewers} viewers, {figures.Dropped} frames dropped: the figure would flatter us");
        return cost;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
        await _system.Terminate();
    }

    private int Port => new Uri(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    private async Task ShowAsync(HttpContext context)
    {
        await using var viewer = _hub!.Join(new ViewerOptions());
        using var response = new MediaResponse(context, viewer, MediaContainer.Dav, _web.Services.GetRequiredService<ViewerWatch>());
        await response.RunAsync(context.RequestAborted);
    }

    // As the SDK's callback: the frame is copied into pooled memory and offered to a bounded channel.
    private static Task SendAsync(ChannelWriter<Frame> frames, CancellationToken end)
    {
        var (key, delta) = (Picture(DhavFrameType.KeyVideo, KeyStart), Picture(DhavFrameType.DeltaVideo, [0, 0, 0, 1, 0x41]));
        return Pace.RunAsync(
            number =>
            {
                var frame = FramePool.Shared.Rent(number % Group == 0 ? key : delta, TimeProvider.System.GetTimestamp());
                if (!frames.TryWrite(frame))
                    frame.Dispose();
                return ValueTask.CompletedTask;
            },
            end);
    }

    private static byte[] Picture(DhavFrameType type, ReadOnlySpan<byte> start)
    {
        var body = new byte[Pace.BodyBytes];
        new Random(1).NextBytes(body);
        // Nothing in a random body may look like a start code.
        body.AsSpan().Replace((byte)0, (byte)1);
        start.CopyTo(body);
        var header = new DhavFrameHeader { Type = type, Video = VideoCodec.H264, Width = 1920, Height = 1080, FrameRate = 25, LocalTime = new DateTime(2026, 1, 1) };
        var bytes = new byte[DhavWriter.MaxSize(body.Length)];
        return bytes[..DhavWriter.Write(header, body, bytes)];
    }
}

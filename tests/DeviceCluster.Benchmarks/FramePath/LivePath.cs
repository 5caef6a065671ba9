using DeviceCluster.Actors.Live;

namespace DeviceCluster.Benchmarks.FramePath;

/// <summary>Ours: what the SDK's callback does with a frame, the stream graph, the hub, and the node's own response.</summary>
internal sealed class LivePath : IAsyncDisposable
{
    private readonly HubSite _site;

    private LivePath(HubSite site) => _site = site;

    public static async Task<LivePath> StartAsync(CancellationToken cancellationToken) => new(await HubSite.StartAsync(cancellationToken));

    public async Task<double> MeasureAsync(CancellationToken cancellationToken)
    {
        var frames = Camera.NewChannel();
        var hub = _site.Show(frames.Reader, out var materializer);
        using (materializer)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var sending = Camera.SendAsync(frames.Writer, end.Token);
            await hub.FirstKeyFrame.WaitAsync(cancellationToken);
            await using var reader = Child.Reader(_site.Port);

            var cost = await CpuMeter.MeasureAsync(() => hub.Figures.Bytes, cancellationToken);

            RequireHonest(hub.Figures);
            await end.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            frames.Writer.Complete();
            return cost;
        }
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    /// <summary>What was lost on the way costs nothing.</summary>
    public static void RequireHonest(KeyFrameHubFigures figures)
    {
        if (figures.Viewers != 1 || figures.Dropped > 0)
            throw new InvalidOperationException($"{figures.Viewers} viewers, {figures.Dropped} frames dropped: the figure would flatter us");
    }
}

using DeviceCluster.Actors.Live;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Benchmarks.FramePath;

/// <summary>The way over another node: the owner's whole path, read by a relay that shows it once more. Both nodes are this process.</summary>
internal sealed class RelayPath : IAsyncDisposable
{
    private readonly HubSite _owner;
    private readonly HubSite _asked;
    private readonly RelayClient _client = new(new RelaySettings(), TimeProvider.System);

    private RelayPath(HubSite owner, HubSite asked) => (_owner, _asked) = (owner, asked);

    public static async Task<RelayPath> StartAsync(CancellationToken cancellationToken) =>
        new(await HubSite.StartAsync(cancellationToken), await HubSite.StartAsync(cancellationToken));

    public async Task<double> MeasureAsync(CancellationToken cancellationToken)
    {
        var frames = Camera.NewChannel();
        var relayed = new FrameBuffer(FramePool.Shared, TimeProvider.System, maxFrames: 1_024, maxBytes: 32 * 1024 * 1024);
        var owned = _owner.Show(frames.Reader, out var ownersMaterializer);
        var hub = _asked.Show(relayed.Reader, out var materializer);
        using (ownersMaterializer)
        using (materializer)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var sending = Camera.SendAsync(frames.Writer, end.Token);
            await owned.FirstKeyFrame.WaitAsync(cancellationToken);
            var relaying = RelayAsync(relayed, end.Token);
            await hub.FirstKeyFrame.WaitAsync(cancellationToken);
            await using var reader = Child.Reader(_asked.Port);

            var cost = await CpuMeter.MeasureAsync(() => hub.Figures.Bytes, cancellationToken);

            LivePath.RequireHonest(owned.Figures);
            LivePath.RequireHonest(hub.Figures);
            if (relayed.Dropped > 0)
                throw new InvalidOperationException($"the relay dropped {relayed.Dropped} frames: the figure would flatter us");
            await end.CancelAsync();
            await Task.WhenAll(sending, relaying).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            frames.Writer.Complete();
            relayed.End();
            return cost;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _asked.DisposeAsync();
        await _owner.DisposeAsync();
    }

    private async Task RelayAsync(FrameBuffer to, CancellationToken end)
    {
        using var answer = await _client.OpenAsync(new Uri($"http://127.0.0.1:{_owner.Port}{HubSite.Path}"), end);
        await using var body = await answer.Content.ReadAsStreamAsync(end);
        await new RelayBody(to, new RelaySettings(), TimeProvider.System, new RelayCounters()).CopyAsync(body, end);
    }
}

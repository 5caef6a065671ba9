using System.Collections.Immutable;

namespace DeviceCluster.Simulator.Live;

/// <summary>The one clock of all live streams: every few milliseconds it lets each of them send what is due. It rests while nobody watches.</summary>
internal sealed class MediaPump : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _somebodyWatches = new(0);
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Task _run;
    private ImmutableArray<LiveStream> _streams = [];

    public MediaPump(TimeProvider time, ILogger log)
    {
        _time = time;
        _log = log;
        _run = Task.Run(RunAsync);
    }

    public void Add(LiveStream stream)
    {
        ImmutableInterlocked.Update(ref _streams, static (all, added) => all.Add(added), stream);
        _somebodyWatches.Release();
    }

    public void Remove(LiveStream stream) => ImmutableInterlocked.Update(ref _streams, static (all, removed) => all.Remove(removed), stream);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await _run.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // As asked.
        }

        _stop.Dispose();
        _somebodyWatches.Dispose();
    }

    private async Task RunAsync()
    {
        using var beat = new PeriodicTimer(Beat, _time);
        while (true)
        {
            while (_streams.IsEmpty)
                await _somebodyWatches.WaitAsync(_stop.Token).ConfigureAwait(false);

            foreach (var stream in _streams)
                Tick(stream);

            await beat.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false);
        }
    }

    /// <summary>A stream that fails is switched off, so that the others go on.</summary>
    private void Tick(LiveStream stream)
    {
        try
        {
            stream.Tick();
        }
        catch (Exception e)
        {
            _log.LogError(e, "{Serial} cannot send stream {Stream} of channel {Channel0} (from 0)",
                stream.Device.Serial, stream.Stream, stream.Channel0);
            stream.Stop();
        }
    }
}

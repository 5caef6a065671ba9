using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace DeviceCluster.Actors.Live;

/// <summary>
/// One viewer of a live view: a bounded queue of shared frames, from a key frame on. When it is full, it is emptied and filled again
/// from the next key frame. Has one reader at a time. Each frame read is the reader's to dispose; disposing the viewer is leaving.
/// </summary>
public sealed class LiveViewer : IAsyncDisposable, IValueTaskSource<bool>
{
    private readonly LiveHub _hub;
    private readonly ViewerOptions _options;
    private readonly Lock _gate = new();
    private readonly Queue<LiveFrame> _queue = new();
    private ManualResetValueTaskSourceCore<bool> _wait = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _cancellation;
    private bool _waiting;
    private bool _needsKey = true;
    private long _queuedBytes;
    private long _dropped;
    private long _stalls;
    private ViewerEnd? _completed;

    internal LiveViewer(LiveHub hub, ViewerOptions options)
    {
        _hub = hub;
        _options = options;
    }

    /// <summary>Frames lost because the reader was slow.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>How often the reader was dropped to a key frame.</summary>
    public long Stalls => Interlocked.Read(ref _stalls);

    /// <summary>Why no more frames come; null while they do. What was queued at the stream's end can still be read.</summary>
    public ViewerEnd? Completed
    {
        get
        {
            lock (_gate)
                return _completed;
        }
    }

    public bool TryRead([NotNullWhen(true)] out LiveFrame? frame)
    {
        lock (_gate)
        {
            if (!_queue.TryDequeue(out frame))
                return false;

            _queuedBytes -= frame.Slab.Length;
            return true;
        }
    }

    /// <summary>True when there is something to read, false when there never will be. Allocates nothing.</summary>
    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<bool>(cancellationToken);

        lock (_gate)
        {
            if (_queue.Count > 0)
                return ValueTask.FromResult(true);
            if (_completed is not null)
                return ValueTask.FromResult(false);
            if (_waiting)
                throw new InvalidOperationException("a viewer has one reader at a time");

            _wait.Reset();
            _waiting = true;
        }

        // The task is not awaited before this method returns, so whoever ends the wait finds the registration in place.
        _cancellation = cancellationToken.UnsafeRegister(static (viewer, token) => ((LiveViewer)viewer!).Cancel(token), this);
        return new ValueTask<bool>(this, _wait.Version);
    }

    /// <summary>The next frame; null when there never will be one.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<LiveFrame?> ReadAsync(CancellationToken cancellationToken = default)
    {
        while (await WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (TryRead(out var frame))
                return frame;
        }

        return null;
    }

    public ValueTask DisposeAsync()
    {
        _hub.Leave(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>The viewer takes a share of the frame or leaves it; the frame stays the caller's.</summary>
    internal void Offer(LiveFrame frame)
    {
        lock (_gate)
        {
            if (_completed is not null || (_options.VideoOnly && !frame.IsVideo))
                return;

            if (IsFull(frame))
                Stall();

            if (_needsKey && !frame.IsKey)
            {
                // Before his first key frame the viewer has lost nothing.
                if (_stalls > 0)
                    _dropped++;
                return;
            }

            _needsKey = false;
            _queue.Enqueue(frame.Share());
            _queuedBytes += frame.Slab.Length;
            Wake(_queue.Count > 0);
        }
    }

    /// <summary>Only the first end counts, but who leaves gives back what he has not read, whatever came before.</summary>
    internal void End(ViewerEnd end)
    {
        lock (_gate)
        {
            _completed ??= end;
            if (end == ViewerEnd.Left)
                EmptyQueue();

            Wake(_queue.Count > 0);
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        // Waits for a cancellation that is just running: it must not reach the next wait.
        _cancellation.Dispose();
        return _wait.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);

    private bool IsFull(LiveFrame frame) =>
        _queue.Count > 0 && (_queue.Count >= _options.MaxFrames || _queuedBytes + frame.Slab.Length > _options.MaxBytes);

    private void Stall()
    {
        _stalls++;
        _dropped += _queue.Count;
        _needsKey = true;
        EmptyQueue();
    }

    private void EmptyQueue()
    {
        while (_queue.TryDequeue(out var frame))
            frame.Dispose();
        _queuedBytes = 0;
    }

    private void Wake(bool something)
    {
        if (!_waiting)
            return;

        _waiting = false;
        _wait.SetResult(something);
    }

    private void Cancel(CancellationToken token)
    {
        lock (_gate)
        {
            if (!_waiting)
                return;

            _waiting = false;
            _wait.SetException(new OperationCanceledException(token));
        }
    }
}

using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;

namespace DeviceCluster.Actors.Live;

/// <summary>Where viewers join a running live view. May be used by any thread, also before the first frame and after the last.</summary>
public sealed class LiveHub
{
    private readonly KeyFrameHubOptions _options;

    // Taken before a viewer's own lock, never after it: joining, a frame's way to all viewers, and the end are each one step.
    private readonly Lock _gate = new();
    private readonly List<LiveViewer> _viewers = [];
    private readonly List<LiveFrame> _ring = [];
    private readonly TaskCompletionSource<VideoCodec> _firstKeyFrame = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ViewerEnd> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private KeyFrameHubFigures _figures;
    private VideoFormat _format;
    private long _ringBytes;
    private ViewerEnd? _end;

    internal LiveHub(KeyFrameHubOptions options) => _options = options;

    /// <summary>The codec, as soon as there is something to begin with; cancelled when the stream ends before.</summary>
    public Task<VideoCodec> FirstKeyFrame => _firstKeyFrame.Task;

    /// <summary>Why the view ended; faulted when the stream failed.</summary>
    public Task<ViewerEnd> Completion => _completion.Task;

    /// <summary>What the pictures are, as the last one told it.</summary>
    public VideoFormat Format
    {
        get
        {
            lock (_gate)
                return _format;
        }
    }

    public KeyFrameHubFigures Figures
    {
        get
        {
            lock (_gate)
            {
                var figures = _figures with { Viewers = _viewers.Count, Codec = _format.Codec };
                foreach (var viewer in _viewers)
                    figures = WithLosses(figures, viewer);
                return figures;
            }
        }
    }

    /// <summary>
    /// A viewer who begins at the last key frame, if the group since then is here and fits his queue; else at the next. At an ended view
    /// he has ended too.
    /// </summary>
    public LiveViewer Join(ViewerOptions options)
    {
        var viewer = new LiveViewer(this, options);
        lock (_gate)
        {
            if ((_end ?? (_viewers.Count < _options.MaxViewers ? null : ViewerEnd.TooManyViewers)) is { } end)
            {
                viewer.End(end);
                return viewer;
            }

            if (!options.FromNextKeyFrame && _ring.Count <= options.MaxFrames && _ringBytes <= options.MaxBytes)
            {
                foreach (var frame in _ring)
                    viewer.Offer(frame);
            }

            _viewers.Add(viewer);
            _options.ViewersChanged?.Invoke(_viewers.Count);
        }

        return viewer;
    }

    internal void Leave(LiveViewer viewer)
    {
        lock (_gate)
        {
            viewer.End(ViewerEnd.Left);
            if (!_viewers.Remove(viewer))
                return;

            _figures = WithLosses(_figures, viewer);
            _options.ViewersChanged?.Invoke(_viewers.Count);
        }
    }

    /// <summary>The frame passes to the hub, which disposes it when the group of pictures is over.</summary>
    internal void Publish(LiveFrame frame)
    {
        lock (_gate)
        {
            if (_end is not null || frame.IsGarbage)
            {
                _figures = _figures with { Garbage = _figures.Garbage + (frame.IsGarbage ? 1 : 0) };
                frame.Dispose();
                return;
            }

            Count(frame);
            foreach (var viewer in _viewers)
                viewer.Offer(frame);

            Keep(frame);
            if (frame.IsKey)
                _firstKeyFrame.TrySetResult(frame.Codec);
        }
    }

    internal void End(ViewerEnd end, Exception? failure)
    {
        lock (_gate)
        {
            if (_end is not null)
                return;

            _end = end;
            ClearRing();
            foreach (var viewer in _viewers)
                viewer.End(end);
        }

        _firstKeyFrame.TrySetCanceled();
        if (failure is null)
            _completion.TrySetResult(end);
        else
            _completion.TrySetException(failure);
    }

    private void Count(LiveFrame frame)
    {
        _format = frame.Format;
        _figures = _figures with
        {
            Frames = _figures.Frames + 1,
            Bytes = _figures.Bytes + frame.Dav.Length,
            KeyFrames = _figures.KeyFrames + (frame.IsKey ? 1 : 0),
        };
    }

    private static KeyFrameHubFigures WithLosses(KeyFrameHubFigures figures, LiveViewer viewer) =>
        figures with { Dropped = figures.Dropped + viewer.Dropped, Stalls = figures.Stalls + viewer.Stalls };

    /// <summary>The ring begins with a key frame or is empty; a group that outgrows its bounds is let go as a whole.</summary>
    private void Keep(LiveFrame frame)
    {
        if (frame.IsKey)
            ClearRing();

        var fits = _ring.Count < _options.RingFrames && _ringBytes + frame.Dav.Length <= _options.RingBytes;
        if (fits && (frame.IsKey || _ring.Count > 0))
        {
            _ring.Add(frame);
            _ringBytes += frame.Dav.Length;
            return;
        }

        ClearRing();
        frame.Dispose();
    }

    private void ClearRing()
    {
        foreach (var frame in _ring)
            frame.Dispose();
        _ring.Clear();
        _ringBytes = 0;
    }
}

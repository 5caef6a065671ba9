using DeviceCluster.Actors.Live;
using Microsoft.AspNetCore.Http.Features;

namespace DeviceCluster.Node.Live;

/// <summary>
/// One viewer's response body: frames go from the shared slab into the connection's pipe, nothing is allocated for a frame.
/// A viewer who takes nothing for too long is cut by the watch.
/// </summary>
internal sealed class MediaResponse : IDisposable
{
    private readonly HttpContext _context;
    private readonly LiveViewer _viewer;
    private readonly MediaContainer _container;
    private readonly ViewerWatch _watch;
    private readonly Lock _gate = new();
    private bool _isOver;
    private long _waitingSince = ViewerWatch.NotWaiting;

    public MediaResponse(HttpContext context, LiveViewer viewer, MediaContainer container, ViewerWatch watch)
    {
        (_context, _viewer, _container, _watch) = (context, viewer, container, watch);
        watch.Add(this);
    }

    /// <summary>The moment since which the connection takes nothing; read by the watch.</summary>
    public long WaitingSince => Interlocked.Read(ref _waitingSince);

    public async Task RunAsync(CancellationToken end)
    {
        _context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await _context.Response.StartAsync(end);
            var body = _context.Response.BodyWriter;
            // The viewer learns at once that his link is good.
            await body.FlushAsync(end);
            while (await _viewer.WaitToReadAsync(end))
            {
                while (_viewer.TryRead(out var frame))
                {
                    using (frame)
                    {
                        var media = _container == MediaContainer.Dav ? frame.Dav : frame.AnnexB;
                        var write = body.WriteAsync(media, end);
                        if (!write.IsCompleted)
                            Interlocked.Exchange(ref _waitingSince, _watch.Now);
                        if ((await write).IsCompleted)
                            return;
                        Interlocked.Exchange(ref _waitingSince, ViewerWatch.NotWaiting);
                        _watch.Sent(media.Length);
                    }
                }
            }

            // What is missing must not look like the end.
            if (_viewer.Completed == ViewerEnd.StreamFailed)
                _context.Abort();
        }
        catch (OperationCanceledException)
        {
            // The viewer left or was cut, or the node stops: a body without end is cut off, not finished.
            _context.Abort();
        }
    }

    /// <summary>For the watch, on its own thread: a response that is over meanwhile is left alone, for its context is gone.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            if (!_isOver)
                _context.Abort();
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _isOver = true;
        _watch.Remove(this, _viewer.Dropped, _viewer.Stalls);
    }
}

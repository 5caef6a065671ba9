using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>
/// The frames of a view over all its sources: when one ends, or is taken away, the reader waits for the next, and the viewers with it. Has one
/// reader; sources are switched by one hand.
/// </summary>
internal sealed class SwitchingReader : ChannelReader<Frame>
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource<ChannelReader<Frame>?> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ChannelReader<Frame>? _present;

    // Read ahead by the wait, so that a switch between wait and read leaves the reader with what he was promised.
    private Frame? _head;
    private volatile bool _ended;

    public override Task Completion => _completion.Task;

    public override bool TryRead([MaybeNullWhen(false)] out Frame item)
    {
        item = Interlocked.Exchange(ref _head, null);
        return item is not null || (_present is { } present && present.TryRead(out item));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var next = _next;
            var present = _present;
            if (present is not null && await HasMoreAsync(present, cancellationToken).ConfigureAwait(false))
            {
                if (!present.TryRead(out var frame))
                    continue;
                Interlocked.Exchange(ref _head, frame);
                if (!_ended)
                    return true;
                GiveBackHead();
                return false;
            }

            if (await next.Task.WaitAsync(cancellationToken).ConfigureAwait(false) is null)
                return false;
        }
    }

    /// <summary>What the source before still holds is read no more, so it is given back by whoever stops it.</summary>
    public void Switch(ChannelReader<Frame> source)
    {
        var next = _next;
        _present = source;
        _next = new TaskCompletionSource<ChannelReader<Frame>?>(TaskCreationOptions.RunContinuationsAsynchronously);
        next.TrySetResult(source);
    }

    /// <summary>No source comes any more, and nobody reads. A wait that is still under way gives back what it gets.</summary>
    public void Complete()
    {
        // Before the head is looked at, as a wait looks at this after it has put its frame there: one of the two sees the other's.
        _ended = true;
        _present = null;
        _next.TrySetResult(null);
        _completion.TrySetResult();
        GiveBackHead();
    }

    private void GiveBackHead() => Interlocked.Exchange(ref _head, null)?.Dispose();

    private static async ValueTask<bool> HasMoreAsync(ChannelReader<Frame> source, CancellationToken stop)
    {
        try
        {
            return await source.WaitToReadAsync(stop).ConfigureAwait(false);
        }
        catch (Exception) when (source.Completion.IsFaulted)
        {
            // The view's owner sees the fault by the silence, and opens the source anew.
            return false;
        }
    }
}

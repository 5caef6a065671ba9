using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace DeviceCluster.Sdk.Live;

/// <summary>The reading end of a buffer of frames; tells the buffer what was taken, so that it can bound the bytes that wait.</summary>
internal sealed class FrameBufferReader(ChannelReader<Frame> frames, FrameBuffer buffer, LiveHandle? view = null) : ChannelReader<Frame>
{
    /// <summary>Held so that a view lives as long as its reader, also when the <see cref="LiveSource"/> itself was dropped.</summary>
    public LiveHandle? View { get; } = view;

    public override Task Completion => frames.Completion;

    public override bool CanCount => true;

    public override int Count => frames.Count;

    public override bool TryRead([MaybeNullWhen(false)] out Frame item)
    {
        if (!frames.TryRead(out item))
            return false;
        buffer.CountTaken(item);
        return true;
    }

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) =>
        frames.WaitToReadAsync(cancellationToken);
}

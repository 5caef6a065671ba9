using System.Buffers;
using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>
/// Says of each frame of one stream what it is. Remembers codec and size, which many devices tell with key frames only, and the parameter
/// sets, which some tell apart from them.
/// </summary>
internal sealed class FrameClassifier
{
    // The library bounds frames as it was configured; a second bound here could only contradict it.
    private static readonly DhavLimits AsDelivered = new() { MaxFrame = int.MaxValue };

    private readonly ParameterSets _sets = new();
    private VideoFormat _format;

    /// <summary>
    /// The slab passes to the answer, whatever its bytes are; a key frame without its parameter sets becomes a new slab that has them, so that
    /// whoever begins there can decode it. Where no sets are known yet it is no key frame.
    /// </summary>
    public LiveFrame Classify(Frame slab)
    {
        if (DhavReader.TryRead(slab.Memory.Span, AsDelivered, out var frame, out var length) != DhavStatus.Frame)
            return new LiveFrame(slab, _format, isVideo: false, isKey: false, dav: default, picture: default);

        if (!frame.IsVideo)
            return new LiveFrame(slab, _format, isVideo: false, isKey: false, dav: ..length, picture: default);

        var codec = CodecOf(frame);
        var isKey = AccessUnit.IsKeyFrame(codec, frame.Body);
        var needsSets = codec is VideoCodec.H264 or VideoCodec.H265 && !_sets.Learn(codec, frame.Body);
        _format = FormatOf(frame, codec);
        if (isKey && needsSets && _sets.IsComplete)
            return WithSets(slab, frame);

        var picture = frame.BodyAt..(frame.BodyAt + frame.Body.Length);
        return new LiveFrame(slab, _format, isVideo: true, isKey && !needsSets, dav: ..length, picture);
    }

    private LiveFrame WithSets(Frame slab, in DhavFrame frame)
    {
        Span<byte> sets = stackalloc byte[_sets.Length];
        _sets.CopyTo(sets);
        var room = ArrayPool<byte>.Shared.Rent(DhavInsert.Length(frame, sets.Length));
        try
        {
            var length = DhavInsert.BeforeBody(frame, sets, room);
            var picture = frame.BodyAt..(frame.BodyAt + sets.Length + frame.Body.Length);
            var whole = FramePool.Shared.Rent(room.AsSpan(0, length), slab.Timestamp);
            return new LiveFrame(whole, _format, isVideo: true, isKey: true, dav: ..length, picture);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
            slab.Dispose();
        }
    }

    /// <summary>The picture's own parameter sets come first, then what the frame says, then what the stream said before.</summary>
    private VideoCodec CodecOf(in DhavFrame frame)
    {
        if (frame.Type == DhavFrameType.Mjpeg)
            return VideoCodec.Mjpeg;

        if (frame.Type == DhavFrameType.KeyVideo || _format.Codec == VideoCodec.Unknown)
        {
            var seen = CodecDetector.Detect(frame.Body);
            if (seen != VideoCodec.Unknown)
                return seen;
        }

        return frame.Video != VideoCodec.Unknown ? frame.Video : _format.Codec;
    }

    /// <summary>The same order of trust. A rate that the parameter set leaves out is taken from the frame.</summary>
    private VideoFormat FormatOf(in DhavFrame frame, VideoCodec codec)
    {
        if (VideoFormat.TryRead(codec, frame.Body, out var told))
            return told.FrameRate > 0 ? told : told with { FrameRate = frame.FrameRate };

        return frame is { Width: > 0, Height: > 0 }
            ? new VideoFormat(codec, frame.Width, frame.Height, frame.FrameRate)
            : _format with { Codec = codec };
    }
}

using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>Says of each frame of one stream what it is. Remembers codec and size, which many devices tell with key frames only.</summary>
internal sealed class FrameClassifier
{
    private VideoFormat _format;

    /// <summary>The slab passes to the answer, whatever its bytes are.</summary>
    public LiveFrame Classify(Frame slab)
    {
        if (DhavReader.TryRead(slab.Memory.Span, DhavLimits.Default, out var frame, out var length) != DhavStatus.Frame)
            return new LiveFrame(slab, _format, isVideo: false, isKey: false, dav: default, picture: default);

        if (!frame.IsVideo)
            return new LiveFrame(slab, _format, isVideo: false, isKey: false, dav: ..length, picture: default);

        var codec = CodecOf(frame);
        var isKey = AccessUnit.IsKeyFrame(codec, frame.Body);
        _format = FormatOf(frame, codec, isKey);
        var picture = frame.BodyAt..(frame.BodyAt + frame.Body.Length);
        return new LiveFrame(slab, _format, isVideo: true, isKey, dav: ..length, picture);
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
    private VideoFormat FormatOf(in DhavFrame frame, VideoCodec codec, bool isKey)
    {
        if (isKey && VideoFormat.TryRead(codec, frame.Body, out var told))
            return told.FrameRate > 0 ? told : told with { FrameRate = frame.FrameRate };

        return frame is { Width: > 0, Height: > 0 }
            ? new VideoFormat(codec, frame.Width, frame.Height, frame.FrameRate)
            : _format with { Codec = codec };
    }
}

using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Video;

/// <summary>What a sequence parameter set says of its stream. A frame rate of 0 is one that it does not say.</summary>
public readonly record struct VideoFormat(VideoCodec Codec, int Width, int Height, double FrameRate)
{
    /// <summary>No level of either coding goes beyond.</summary>
    private const int MaxSide = 16_888;

    private const int MaxParameterSet = 1024;

    /// <summary>Reads the first sequence parameter set that makes sense; false where there is none.</summary>
    public static bool TryRead(VideoCodec codec, ReadOnlySpan<byte> annexB, out VideoFormat format)
    {
        Span<byte> payload = stackalloc byte[MaxParameterSet];
        foreach (var unit in new NalReader(annexB))
        {
            if (unit.Kind(codec) is NalKind.Slice or NalKind.KeySlice)
                break;

            if (!IsSequenceParameterSet(codec, unit.Header))
                continue;

            var bits = new BitReader(payload[..unit.ReadPayload(payload)]);
            format = codec == VideoCodec.H264 ? H264SequenceParameterSet.Read(ref bits) : H265SequenceParameterSet.Read(ref bits);
            if (!bits.Overrun && format is { Width: > 0 and <= MaxSide, Height: > 0 and <= MaxSide })
                return true;
        }

        format = default;
        return false;
    }

    private static bool IsSequenceParameterSet(VideoCodec codec, ReadOnlySpan<byte> header) => codec switch
    {
        VideoCodec.H264 => header is [var first, ..] && (first & 0x1F) == 7,
        VideoCodec.H265 => header is [var first, _] && (first >> 1 & 0x3F) == 33,
        _ => false,
    };
}

using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Video;

/// <summary>Tells the coding of a video stream from its bytes, where nobody says it.</summary>
public static class CodecDetector
{
    /// <summary>Decided by the first parameter set: the two codings write theirs in ways that exclude each other.</summary>
    public static VideoCodec Detect(ReadOnlySpan<byte> stream)
    {
        if (stream.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
            return VideoCodec.Mjpeg;

        foreach (var unit in new NalReader(stream))
        {
            if (IsH265ParameterSet(unit.Header))
                return VideoCodec.H265;
            if (IsH264SequenceParameterSet(unit.Header))
                return VideoCodec.H264;
        }

        return VideoCodec.Unknown;
    }

    /// <summary>VPS, SPS or PPS of layer 0 and temporal id 0. In H.264 the same bytes begin types that no stream here uses.</summary>
    private static bool IsH265ParameterSet(ReadOnlySpan<byte> header) => header is [0x40 or 0x42 or 0x44, 0x01];

    /// <summary>An SPS that is a reference, as it must be. In H.265 the same byte names a layer that no stream here has.</summary>
    private static bool IsH264SequenceParameterSet(ReadOnlySpan<byte> header) => header is [0x27 or 0x47 or 0x67, ..];
}

using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Video;

/// <summary>Looks into one access unit: the coded picture and what belongs to it. Devices mislabel frames; NAL units do not lie.</summary>
public static class AccessUnit
{
    private const byte Mpeg4VopCode = 0xB6;

    /// <summary>
    /// A decoder that has the parameter sets can start with this picture. Reads no further than to the first slice, unless it is a recovery
    /// point.
    /// </summary>
    public static bool IsKeyFrame(VideoCodec codec, ReadOnlySpan<byte> picture) => codec switch
    {
        VideoCodec.H264 or VideoCodec.H265 => IsKeyPicture(codec, picture),
        VideoCodec.Mpeg4 => FirstPlaneIsIntra(picture),
        VideoCodec.Mjpeg => true,
        _ => false,
    };

    private static bool IsKeyPicture(VideoCodec codec, ReadOnlySpan<byte> annexB)
    {
        var recovers = false;
        foreach (var unit in new NalReader(annexB))
        {
            switch (unit.Kind(codec))
            {
                case NalKind.KeySlice:
                    return true;
                case NalKind.Slice:
                    // H.265 has unit types of its own for all pictures at which a decoder can start.
                    return recovers && codec == VideoCodec.H264 && H264RecoveryPoint.HasOnlyIntraSlices(annexB);
                case NalKind.BeforePicture when codec == VideoCodec.H264:
                    recovers |= H264RecoveryPoint.IsAnnouncedBy(unit);
                    break;
            }
        }

        return false;
    }

    /// <summary>MPEG-4 part 2: the two bits behind the start code of a video object plane are its coding type, 0 = intra.</summary>
    private static bool FirstPlaneIsIntra(ReadOnlySpan<byte> picture)
    {
        var at = picture.IndexOf<byte>([0, 0, 1, Mpeg4VopCode]);
        return at >= 0 && at + 4 < picture.Length && picture[at + 4] >> 6 == 0;
    }
}

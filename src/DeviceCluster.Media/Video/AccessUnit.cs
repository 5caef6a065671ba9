using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Video;

/// <summary>Looks into one access unit: the coded picture and what belongs to it. Devices mislabel frames; NAL units do not lie.</summary>
public static class AccessUnit
{
    private const byte Mpeg4VopCode = 0xB6;

    /// <summary>Reads all of it. A codec without NAL units gives an empty answer.</summary>
    public static AccessUnitInfo Inspect(VideoCodec codec, ReadOnlySpan<byte> annexB)
    {
        var info = default(AccessUnitInfo);
        foreach (var unit in new NalReader(annexB))
        {
            info = unit.Kind(codec) switch
            {
                NalKind.KeySlice => info with { HasKeySlice = true, Slices = info.Slices + 1 },
                NalKind.Slice => info with { Slices = info.Slices + 1 },
                NalKind.ParameterSet => info with { HasParameterSets = true },
                _ => info,
            };
        }

        return info;
    }

    /// <summary>A decoder can start with this picture. Reads no further than to the first slice.</summary>
    public static bool IsKeyFrame(VideoCodec codec, ReadOnlySpan<byte> picture) => codec switch
    {
        VideoCodec.H264 or VideoCodec.H265 => FirstSliceIsKey(codec, picture),
        VideoCodec.Mpeg4 => FirstPlaneIsIntra(picture),
        VideoCodec.Mjpeg => true,
        _ => false,
    };

    private static bool FirstSliceIsKey(VideoCodec codec, ReadOnlySpan<byte> annexB)
    {
        foreach (var unit in new NalReader(annexB))
        {
            switch (unit.Kind(codec))
            {
                case NalKind.KeySlice:
                    return true;
                case NalKind.Slice:
                    return false;
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

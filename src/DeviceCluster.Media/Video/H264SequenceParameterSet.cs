using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Video;

/// <summary>The H.264 sequence parameter set (7.3.2.1.1), as far as size and frame rate need it.</summary>
internal static class H264SequenceParameterSet
{
    private const int MacroblockSize = 16;

    public static VideoFormat Read(ref BitReader bits)
    {
        bits.Skip(8);
        var profile = bits.Bits(8);
        bits.Skip(16);
        bits.Number();
        var chroma = HasChromaFormat(profile) ? ReadChromaFormat(ref bits) : 1u;
        bits.Number();
        SkipPictureOrder(ref bits);
        bits.Number();
        bits.Skip(1);
        var widthInBlocks = bits.Number() + 1L;
        var heightInUnits = bits.Number() + 1L;
        var framesOnly = bits.Flag();
        if (!framesOnly)
            bits.Skip(1);

        bits.Skip(1);
        var fields = framesOnly ? 1 : 2;
        var (width, height) = (widthInBlocks * MacroblockSize, heightInUnits * MacroblockSize * fields);
        if (bits.Flag())
        {
            width -= (bits.Number() + (long)bits.Number()) * (chroma is 1 or 2 ? 2 : 1);
            height -= (bits.Number() + (long)bits.Number()) * (chroma == 1 ? 2 : 1) * fields;
        }

        var rate = bits.Flag() ? ReadRate(ref bits) : 0;
        return new VideoFormat(VideoCodec.H264, VideoUsability.Side(width), VideoUsability.Side(height), rate);
    }

    private static bool HasChromaFormat(uint profile) =>
        profile is 100 or 110 or 122 or 244 or 44 or 83 or 86 or 118 or 128 or 138 or 139 or 134 or 135;

    private static uint ReadChromaFormat(ref BitReader bits)
    {
        var chroma = bits.Number();
        if (chroma == 3)
            bits.Skip(1);

        bits.Number();
        bits.Number();
        bits.Skip(1);
        if (bits.Flag())
            SkipScalingLists(ref bits, chroma == 3 ? 12 : 8);
        return chroma;
    }

    private static void SkipScalingLists(ref BitReader bits, int lists)
    {
        for (var list = 0; list < lists; list++)
        {
            if (!bits.Flag())
                continue;

            var (last, next) = (8, 8);
            for (var i = 0; i < (list < 6 ? 16 : 64) && next != 0; i++)
            {
                next = last + bits.SignedNumber() & 0xFF;
                last = next == 0 ? last : next;
            }
        }
    }

    private static void SkipPictureOrder(ref BitReader bits)
    {
        switch (bits.Number())
        {
            case 0:
                bits.Number();
                break;
            case 1:
                bits.Skip(1);
                bits.SignedNumber();
                bits.SignedNumber();
                for (var left = bits.Number(); left > 0 && !bits.Overrun; left--)
                    bits.SignedNumber();
                break;
        }
    }

    /// <summary>The head of the video usability information, up to its timing. Two ticks make a frame.</summary>
    private static double ReadRate(ref BitReader bits)
    {
        VideoUsability.SkipPictureFacts(ref bits);
        return VideoUsability.ReadRate(ref bits) / 2;
    }
}

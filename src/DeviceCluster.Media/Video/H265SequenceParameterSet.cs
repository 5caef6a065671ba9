using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Video;

/// <summary>The H.265 sequence parameter set (7.3.2.2), as far as size and frame rate need it.</summary>
internal static class H265SequenceParameterSet
{
    private const int MaxReferenceSets = 64;
    private const int MaxPictures = 16;

    public static VideoFormat Read(ref BitReader bits)
    {
        bits.Skip(16 + 4);
        var subLayers = (int)bits.Bits(3);
        bits.Skip(1);
        SkipProfileTierLevel(ref bits, subLayers);
        bits.Number();
        var chroma = bits.Number();
        if (chroma == 3)
            bits.Skip(1);

        long width = bits.Number(), height = bits.Number();
        if (bits.Flag())
        {
            width -= (bits.Number() + (long)bits.Number()) * (chroma is 1 or 2 ? 2 : 1);
            height -= (bits.Number() + (long)bits.Number()) * (chroma == 1 ? 2 : 1);
        }

        // The size is known by here; the rate stands behind much that may be cut short, and is then left unsaid.
        var ahead = bits;
        var rate = ReadRate(ref ahead, subLayers);
        return new VideoFormat(VideoCodec.H265, VideoUsability.Side(width), VideoUsability.Side(height), ahead.Overrun ? 0 : rate);
    }

    private static void SkipProfileTierLevel(ref BitReader bits, int subLayers)
    {
        bits.Skip(88 + 8);
        if (subLayers == 0)
            return;

        var present = bits.Bits(16);
        for (var layer = 0; layer < subLayers; layer++)
        {
            var flags = present >> (14 - (2 * layer));
            bits.Skip(((flags & 2) != 0 ? 88 : 0) + ((flags & 1) != 0 ? 8 : 0));
        }
    }

    private static double ReadRate(ref BitReader bits, int subLayers)
    {
        bits.Number();
        bits.Number();
        var orderBits = (int)Math.Min(bits.Number() + 4L, 16);
        for (var layer = bits.Flag() ? 0 : subLayers; layer <= subLayers; layer++)
        {
            bits.Number();
            bits.Number();
            bits.Number();
        }

        for (var i = 0; i < 6; i++)
            bits.Number();

        if (bits.Flag() && bits.Flag())
            SkipScalingLists(ref bits);

        bits.Skip(2);
        if (bits.Flag())
        {
            bits.Skip(8);
            bits.Number();
            bits.Number();
            bits.Skip(1);
        }

        return SkipReferenceSets(ref bits, orderBits) && SkipToUsability(ref bits) ? ReadUsability(ref bits) : 0;
    }

    private static void SkipScalingLists(ref BitReader bits)
    {
        for (var size = 0; size < 4; size++)
        {
            for (var matrix = 0; matrix < 6; matrix += size == 3 ? 3 : 1)
            {
                if (!bits.Flag())
                {
                    bits.Number();
                    continue;
                }

                var coefficients = Math.Min(64, 1 << (4 + (size << 1)));
                for (var i = size > 1 ? -1 : 0; i < coefficients; i++)
                    bits.SignedNumber();
            }
        }
    }

    /// <summary>
    /// The short-term reference sets, each told outright or by difference to the one before; then the long-term pictures.
    /// </summary>
    private static bool SkipReferenceSets(ref BitReader bits, int orderBits)
    {
        var sets = bits.Number();
        if (sets > MaxReferenceSets)
            return false;

        var pictures = 0u;
        for (var set = 0; set < sets; set++)
        {
            if (set > 0 && bits.Flag())
            {
                pictures = CountDerived(ref bits, pictures);
                continue;
            }

            var (before, after) = (bits.Number(), bits.Number());
            if (before > MaxPictures || after > MaxPictures)
                return false;

            pictures = before + after;
            for (var i = 0; i < pictures; i++)
            {
                bits.Number();
                bits.Skip(1);
            }
        }

        if (!bits.Flag())
            return true;

        var longTerm = bits.Number();
        if (longTerm > 32)
            return false;

        bits.Skip((int)longTerm * (orderBits + 1));
        return true;
    }

    private static uint CountDerived(ref BitReader bits, uint pictures)
    {
        bits.Skip(1);
        bits.Number();
        var kept = 0u;
        for (var i = 0; i <= pictures; i++)
        {
            if (bits.Flag() || bits.Flag())
                kept++;
        }

        return kept;
    }

    private static bool SkipToUsability(ref BitReader bits)
    {
        bits.Skip(2);
        return bits.Flag();
    }

    /// <summary>The video usability information, up to its timing.</summary>
    private static double ReadUsability(ref BitReader bits)
    {
        VideoUsability.SkipPictureFacts(ref bits);
        bits.Skip(3);
        if (bits.Flag())
        {
            for (var edge = 0; edge < 4; edge++)
                bits.Number();
        }

        return VideoUsability.ReadRate(ref bits);
    }
}

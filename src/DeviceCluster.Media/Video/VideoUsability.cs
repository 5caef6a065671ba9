namespace DeviceCluster.Media.Video;

/// <summary>
/// What the sequence parameter sets of H.264 and H.265 write alike: parts of the video usability information (annex E of both).
/// </summary>
internal static class VideoUsability
{
    private const byte ExtendedAspectRatio = 255;

    /// <summary>Passes over aspect ratio, overscan, signal type and chroma location.</summary>
    public static void SkipPictureFacts(ref BitReader bits)
    {
        if (bits.Flag() && bits.Bits(8) == ExtendedAspectRatio)
            bits.Skip(32);

        if (bits.Flag())
            bits.Skip(1);

        if (bits.Flag())
        {
            bits.Skip(4);
            if (bits.Flag())
                bits.Skip(24);
        }

        if (bits.Flag())
        {
            bits.Number();
            bits.Number();
        }
    }

    /// <summary>Ticks a second by units a tick; 0 where the timing is not said or cannot be.</summary>
    public static double ReadRate(ref BitReader bits)
    {
        if (!bits.Flag())
            return 0;

        var units = bits.Bits(32);
        var ticks = bits.Bits(32);
        return units == 0 ? 0 : (double)ticks / units;
    }

    /// <summary>What no picture can measure becomes 0.</summary>
    public static int Side(long size) => size is > 0 and <= int.MaxValue ? (int)size : 0;
}

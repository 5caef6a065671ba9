namespace DeviceCluster.Media.Dhav;

/// <summary>The numbers by which extension elements name codecs and sample rates.</summary>
internal static class DhavCodes
{
    private const int UsualRateIndex = 2;

    private static ReadOnlySpan<int> SampleRates =>
        [8000, 4000, 8000, 11025, 16000, 20000, 22050, 32000, 44100, 48000, 96000, 192000, 64000];

    public static VideoCodec Video(byte code) => code switch
    {
        0x01 => VideoCodec.Mpeg4,
        0x02 or 0x04 or 0x08 => VideoCodec.H264,
        0x03 => VideoCodec.Mjpeg,
        0x0C => VideoCodec.H265,
        _ => VideoCodec.Unknown,
    };

    public static byte Code(VideoCodec codec) => codec switch
    {
        VideoCodec.Mpeg4 => 0x01,
        VideoCodec.H264 => 0x02,
        VideoCodec.Mjpeg => 0x03,
        VideoCodec.H265 => 0x0C,
        _ => throw new ArgumentOutOfRangeException(nameof(codec), codec, "has no DHAV code"),
    };

    public static AudioCodec Audio(byte code) => code switch
    {
        0x07 => AudioCodec.PcmS8,
        0x0A or 0x16 => AudioCodec.MuLaw,
        0x0C or 0x10 => AudioCodec.PcmS16,
        0x0D => AudioCodec.Adpcm,
        0x0E => AudioCodec.ALaw,
        0x1A => AudioCodec.Aac,
        0x1F => AudioCodec.Mp2,
        0x21 => AudioCodec.Mp3,
        _ => AudioCodec.Unknown,
    };

    public static byte Code(AudioCodec codec) => codec switch
    {
        AudioCodec.PcmS8 => 0x07,
        AudioCodec.MuLaw => 0x0A,
        AudioCodec.PcmS16 => 0x10,
        AudioCodec.Adpcm => 0x0D,
        AudioCodec.ALaw => 0x0E,
        AudioCodec.Aac => 0x1A,
        AudioCodec.Mp2 => 0x1F,
        AudioCodec.Mp3 => 0x21,
        _ => throw new ArgumentOutOfRangeException(nameof(codec), codec, "has no DHAV code"),
    };

    /// <summary>An index beyond the table means 8,000 Hz, as players take it.</summary>
    public static int SampleRate(byte index) => index < SampleRates.Length ? SampleRates[index] : SampleRates[UsualRateIndex];

    public static byte SampleRateIndex(int rate)
    {
        var index = rate == SampleRates[UsualRateIndex] ? UsualRateIndex : SampleRates.IndexOf(rate);
        return index >= 0
            ? (byte)index
            : throw new ArgumentOutOfRangeException(nameof(rate), rate, "is not a sample rate that DHAV can name");
    }
}

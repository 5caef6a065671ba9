using CsCheck;
using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;

namespace DeviceCluster.Media.Tests.Video;

public class VideoFormatTests
{
    /// <summary>A clip, bytes to write somewhere into its beginning, and where to cut it off.</summary>
    private static readonly Gen<(string Name, (int At, byte Value)[] Damage, int Length)> Damage =
        Gen.Select(Gen.OneOf("main.h264", "extra.h265"), Gen.Select(Gen.Int[0, 120], Gen.Byte).Array[1, 8], Gen.Int[1, 200]);

    [Theory]
    [InlineData(VideoCodec.H264, "67640028ACD940780227E5C044000003000400000300C83C60C658", 1920, 1080, 25)]
    [InlineData(VideoCodec.H264, "67640028ACD94078044FDE0220000003002000000643E2C5B2C0", 1920, 1080, 25)]
    [InlineData(VideoCodec.H264, "67F40020919B280AC0C3C5F808800001F480007530078C18CB", 1366, 768, 30000.0 / 1001)]
    [InlineData(VideoCodec.H265, "420101016000000300900000030000030078A002AC80301D796566924CAF0168080000030008000003007840", 1366, 768, 15)]
    [InlineData(VideoCodec.H265, "4201010408000003009D0800000300007BB003C08010E4D96566924E5780B404000003000400000300C820", 1920, 1080, 50)]
    public void Size_and_rate_are_told_for_cropped_interlaced_and_other_chroma_streams(
        VideoCodec codec, string parameterSet, int width, int height, double rate)
    {
        byte[] stream = [0, 0, 0, 1, .. Convert.FromHexString(parameterSet)];

        Assert.True(VideoFormat.TryRead(codec, stream, out var format));
        Assert.Equal(new VideoFormat(codec, width, height, rate), format);
    }

    [Fact]
    public void A_damaged_parameter_set_gives_a_possible_answer_or_none() =>
        Damage.Sample((name, damage, length) =>
        {
            var codec = name.EndsWith("h264", StringComparison.Ordinal) ? VideoCodec.H264 : VideoCodec.H265;
            var bytes = Heads[name][..length];
            foreach (var (at, value) in damage)
                bytes[at % bytes.Length] = value;

            if (VideoFormat.TryRead(codec, bytes, out var format))
            {
                Assert.InRange(format.Width, 1, 16_888);
                Assert.InRange(format.Height, 1, 16_888);
                Assert.True(format.FrameRate >= 0);
            }
        }, iter: 20_000);

    [Fact]
    public void A_parameter_set_cut_short_is_not_read()
    {
        var head = Heads["main.h264"];

        Assert.True(VideoFormat.TryRead(VideoCodec.H264, head, out _));
        Assert.False(VideoFormat.TryRead(VideoCodec.H264, head.AsSpan(0, 9), out _));
    }

    [Theory]
    [InlineData("main.h264", VideoCodec.H264)]
    [InlineData("main.h265", VideoCodec.H265)]
    public void The_codec_is_told_from_the_bytes(string clip, VideoCodec codec) => Assert.Equal(codec, CodecDetector.Detect(Heads[clip]));

    [Fact]
    public void A_still_picture_is_told_by_its_mark() => Assert.Equal(VideoCodec.Mjpeg, CodecDetector.Detect([0xFF, 0xD8, 0xFF, 0xE0]));

    [Fact]
    public void Without_a_parameter_set_the_codec_stays_unknown() =>
        Assert.Equal(VideoCodec.Unknown, CodecDetector.Detect([0, 0, 1, 0x65, 0x88]));

    private static Dictionary<string, byte[]> Heads { get; } =
        new[] { "main.h264", "main.h265", "extra.h265" }.ToDictionary(name => name, name => Clip.Bytes(name)[..200]);
}

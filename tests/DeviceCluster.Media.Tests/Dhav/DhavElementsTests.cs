using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Tests.Dhav;

public class DhavElementsTests
{
    [Fact]
    public void Known_elements_are_read_through_those_that_are_only_passed_over()
    {
        var elements = Read("84AAAAAA 80002C24 91AAAAAAAAAAAAAA 81000C19 9BAAAAAAAAAAAAAA B4AAAAAA 8878563412000000");

        Assert.Equal((352, 288), (elements.Width, elements.Height));
        Assert.Equal((VideoCodec.H265, 25), (elements.Video, elements.FrameRate));
        Assert.Equal(0x12345678u, elements.Checksum);
    }

    [Theory]
    [InlineData("83010E02", 1, AudioCodec.ALaw, 8000)]
    [InlineData("83021A04", 2, AudioCodec.Aac, 16000)]
    [InlineData("83010AFF", 1, AudioCodec.MuLaw, 8000)]
    [InlineData("8C00020C09000000", 2, AudioCodec.PcmS16, 48000)]
    public void Audio_is_told_by_the_short_and_the_long_element(string hex, int channels, AudioCodec codec, int rate)
    {
        var elements = Read(hex);

        Assert.Equal((channels, codec, rate), (elements.AudioChannels, elements.Audio, elements.SampleRate));
    }

    [Theory]
    [InlineData(0x01, VideoCodec.Mpeg4)]
    [InlineData(0x02, VideoCodec.H264)]
    [InlineData(0x03, VideoCodec.Mjpeg)]
    [InlineData(0x04, VideoCodec.H264)]
    [InlineData(0x08, VideoCodec.H264)]
    [InlineData(0x0C, VideoCodec.H265)]
    [InlineData(0x55, VideoCodec.Unknown)]
    public void Video_codecs_go_by_all_their_numbers(int code, VideoCodec codec) => Assert.Equal(codec, Read($"8100{code:X2}00").Video);

    [Fact]
    public void The_long_size_element_is_read() =>
        Assert.Equal((1366, 768), (Read("8200000056050003").Width, Read("8200000056050003").Height));

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("80002C")]
    [InlineData("81000C")]
    [InlineData("88AAAAAAAA")]
    [InlineData("42")]
    [InlineData("4280002C24")]
    [InlineData("00000000")]
    public void What_is_cut_short_or_unknown_ends_the_reading(string hex) => Assert.Equal(default, Read(hex));

    [Fact]
    public void What_stands_before_an_unknown_element_counts() => Assert.Equal(352, Read("80002C24 FF").Width);

    private static DhavElements Read(string hex) => DhavElements.Read(Convert.FromHexString(hex.Replace(" ", "")));
}

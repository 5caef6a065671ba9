using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;

namespace DeviceCluster.Media.Tests.Video;

public class VideoClipTests
{
    [Theory]
    [InlineData("main.h264", VideoCodec.H264, 1280, 720, 25)]
    [InlineData("extra.h264", VideoCodec.H264, 352, 288, 12)]
    [InlineData("main.h265", VideoCodec.H265, 1280, 720, 25)]
    [InlineData("extra.h265", VideoCodec.H265, 352, 288, 12)]
    public void A_clip_of_the_simulator_says_what_it_is_and_loops_from_a_key_frame(
        string name, VideoCodec codec, int width, int height, int rate)
    {
        var clip = Clip.Open(name);

        Assert.Equal(new VideoFormat(codec, width, height, rate), clip.Format);
        Assert.Equal(10 * rate, clip.Pictures.Count);
        Assert.All(clip.Pictures, (picture, index) => Assert.Equal(index % (2 * rate) == 0, picture.IsKey));
        Assert.All(
            clip.Pictures.Where(picture => picture.IsKey),
            picture => Assert.True(new ParameterSets().Learn(codec, picture.Data.Span)));
    }

    [Fact]
    public void Pictures_before_the_first_key_frame_are_left_out()
    {
        var clip = Clip.Open("extra.h264");
        byte[] late = [.. clip.Pictures.Skip(5).SelectMany(picture => picture.Data.ToArray())];

        var parsed = VideoClip.Parse(late);

        Assert.True(parsed.Pictures[0].IsKey);
        Assert.Equal(120 - 24, parsed.Pictures.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000001")]
    [InlineData("44484156")]
    [InlineData("000001 6742 000001 419A")]
    [InlineData("000001 67 000001 6588")]
    public void What_is_no_video_is_refused_with_a_reason(string hex)
    {
        var refused = Assert.Throws<InvalidDataException>(() => VideoClip.Parse(Convert.FromHexString(hex.Replace(" ", ""))));

        Assert.Contains("key frame", refused.Message);
    }

    [Fact]
    public void A_refused_file_is_named()
    {
        var path = Clip.PathOf("audio.alaw");

        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => VideoClip.Open(path)).Message);
    }
}

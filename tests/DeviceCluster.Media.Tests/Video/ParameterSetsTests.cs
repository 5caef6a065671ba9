using CsCheck;
using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;

namespace DeviceCluster.Media.Tests.Video;

public class ParameterSetsTests
{
    private const string H264Sets = "00000001 6742AA 00000001 68CE";
    private const string H265Sets = "00000001 4001AA 00000001 4201BB 00000001 4401CC";

    private readonly ParameterSets _sets = new();

    [Theory]
    [InlineData(VideoCodec.H264, H264Sets + "00000001 6588", true)]
    [InlineData(VideoCodec.H264, "00000001 6588", false)]
    [InlineData(VideoCodec.H264, "00000001 6742AA 00000001 6588", false)]
    [InlineData(VideoCodec.H264, "00000001 6588" + H264Sets, false)]
    [InlineData(VideoCodec.H265, H265Sets + "00000001 2601AF", true)]
    [InlineData(VideoCodec.H265, "00000001 4001AA 00000001 4201BB 00000001 2601AF", false)]
    [InlineData(VideoCodec.Mpeg4, "000001B6 1055", false)]
    public void A_picture_brings_what_a_decoder_needs_or_not(VideoCodec codec, string hex, bool brings) =>
        Assert.Equal(brings, _sets.Learn(codec, Bytes(hex)));

    [Theory]
    [InlineData(VideoCodec.H264, H264Sets)]
    [InlineData(VideoCodec.H265, H265Sets)]
    public void What_came_before_is_kept_one_picture_or_several(VideoCodec codec, string hex)
    {
        foreach (var unit in Bytes(hex).Chunk(7))
            _sets.Learn(codec, unit);

        Assert.True(_sets.IsComplete);
        Assert.Equal(Convert.ToHexString(Bytes(hex)), Kept());
    }

    [Fact]
    public void A_new_set_replaces_the_one_of_its_kind_and_several_of_one_kind_stay_together()
    {
        _sets.Learn(VideoCodec.H264, Bytes(H264Sets));

        _sets.Learn(VideoCodec.H264, Bytes("000001 68AB 000001 68AC"));

        Assert.Equal("000000016742AA0000000168AB0000000168AC", Kept());
    }

    [Fact]
    public void A_picture_that_leaves_out_the_video_set_of_its_stream_does_not_bring_all()
    {
        _sets.Learn(VideoCodec.H265, Bytes(H265Sets));

        Assert.False(_sets.Learn(VideoCodec.H265, Bytes("00000001 4201BB 00000001 4401CC 00000001 2601AF")));
    }

    [Fact]
    public void Another_codec_begins_anew()
    {
        _sets.Learn(VideoCodec.H264, Bytes(H264Sets));

        _sets.Learn(VideoCodec.H265, Bytes("00000001 0201D0"));

        Assert.Equal((false, 0), (_sets.IsComplete, _sets.Length));
    }

    [Fact]
    public void More_than_a_stream_can_mean_is_not_kept()
    {
        byte[] flood = [.. Bytes("00000001 6742AA 00000001 68"), .. Enumerable.Repeat((byte)0xCE, 64 * 1024)];

        _sets.Learn(VideoCodec.H264, flood);

        Assert.False(_sets.IsComplete);
        Assert.InRange(_sets.Length, 0, 16);
    }

    [Fact]
    public void Sets_that_do_not_change_cost_nothing()
    {
        var picture = Bytes(H264Sets + "00000001 6588");
        _sets.Learn(VideoCodec.H264, picture);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
            _sets.Learn(VideoCodec.H264, picture);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Whatever_the_bytes_what_is_kept_is_bounded_and_fits_its_length() =>
        Gen.Select(Gen.OneOf(VideoCodec.H264, VideoCodec.H265), Gen.OneOf(Gen.Byte, Gen.OneOf<byte>(0, 0, 1, 0x67, 0x68, 0x42, 0x44)).Array[0, 200])
            .Sample((codec, bytes) =>
            {
                var sets = new ParameterSets();
                sets.Learn(codec, bytes);
                sets.CopyTo(new byte[sets.Length]);
                Assert.InRange(sets.Length, 0, 3 * 4096);
            });

    private string Kept()
    {
        var bytes = new byte[_sets.Length];
        _sets.CopyTo(bytes);
        return Convert.ToHexString(bytes);
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", ""));
}

using CsCheck;
using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;

namespace DeviceCluster.Media.Tests.Video;

public class AccessUnitTests
{
    [Theory]
    [InlineData(VideoCodec.H264, "000001 67AA 000001 68AA 000001 6588", true, true, 1)]
    [InlineData(VideoCodec.H264, "000001 06AA 000001 6588 000001 6508", true, false, 2)]
    [InlineData(VideoCodec.H264, "000001 09F0 000001 419A", false, false, 1)]
    [InlineData(VideoCodec.H264, "000001 67AA 000001 68AA", false, true, 0)]
    [InlineData(VideoCodec.H265, "000001 4001 000001 4201 000001 4401 000001 2601AF", true, true, 1)]
    [InlineData(VideoCodec.H265, "000001 2A01AF", true, false, 1)]
    [InlineData(VideoCodec.H265, "000001 0201D0 000001 020150", false, false, 2)]
    [InlineData(VideoCodec.H265, "000001 26", false, false, 0)]
    [InlineData(VideoCodec.H264, "", false, false, 0)]
    [InlineData(VideoCodec.Mjpeg, "FFD8", false, false, 0)]
    public void Key_slices_parameter_sets_and_slices_are_told(VideoCodec codec, string hex, bool key, bool parameterSets, int slices)
    {
        var info = AccessUnit.Inspect(codec, Bytes(hex));

        Assert.Equal(new AccessUnitInfo(key, parameterSets, slices), info);
    }

    [Fact]
    public void A_delta_frame_labelled_as_key_is_none()
    {
        var frame = DhavFrameOf(DhavFrameType.KeyVideo, "000001 419A");

        Assert.Equal(DhavStatus.Frame, DhavReader.TryRead(frame, DhavLimits.Default, out var read, out _));
        Assert.Equal(DhavFrameType.KeyVideo, read.Type);
        Assert.False(AccessUnit.IsKeyFrame(read.Video, read.Body));
    }

    [Fact]
    public void A_key_frame_labelled_as_delta_is_one()
    {
        var frame = DhavFrameOf(DhavFrameType.DeltaVideo, "000001 67AA 000001 68AA 000001 6588");

        Assert.Equal(DhavStatus.Frame, DhavReader.TryRead(frame, DhavLimits.Default, out var read, out _));
        Assert.True(AccessUnit.IsKeyFrame(read.Video, read.Body));
    }

    [Theory]
    [InlineData(VideoCodec.Mpeg4, "000001B0 000001B6 1055", true)]
    [InlineData(VideoCodec.Mpeg4, "000001B6 5055", false)]
    [InlineData(VideoCodec.Mpeg4, "000001B6", false)]
    [InlineData(VideoCodec.Mjpeg, "FFD8", true)]
    [InlineData(VideoCodec.Unknown, "000001 6588", false)]
    public void Other_codecs_have_their_own_key_frames(VideoCodec codec, string hex, bool key) =>
        Assert.Equal(key, AccessUnit.IsKeyFrame(codec, Bytes(hex)));

    [Fact]
    public void The_short_answer_agrees_with_the_long_one() =>
        Gen.Select(Gen.OneOf(VideoCodec.H264, VideoCodec.H265), Gen.OneOf(Gen.Byte, Gen.OneOf<byte>(0, 0, 1, 0x65, 0x26)).Array[0, 100])
            .Sample((codec, bytes) =>
            {
                if (AccessUnit.IsKeyFrame(codec, bytes))
                    Assert.True(AccessUnit.Inspect(codec, bytes).IsKeyFrame);
            });

    [Fact]
    public void Looking_allocates_nothing()
    {
        var picture = Clip.Open("main.h264").Pictures[0].Data.Span;
        AccessUnit.Inspect(VideoCodec.H264, picture);
        AccessUnit.IsKeyFrame(VideoCodec.H264, picture);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            AccessUnit.Inspect(VideoCodec.H264, picture);
            AccessUnit.IsKeyFrame(VideoCodec.H264, picture);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static byte[] DhavFrameOf(DhavFrameType type, string hex)
    {
        var body = Bytes(hex);
        var room = new byte[DhavWriter.MaxSize(body.Length)];
        return room[..DhavWriter.Write(new DhavFrameHeader { Type = type, Video = VideoCodec.H264 }, body, room)];
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", ""));
}

using CsCheck;
using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;

namespace DeviceCluster.Media.Tests.Video;

public class AccessUnitTests
{
    [Theory]
    [InlineData(VideoCodec.H264, "000001 67AA 000001 68AA 000001 6588", true)]
    [InlineData(VideoCodec.H264, "000001 06AA 000001 6588 000001 6508", true)]
    [InlineData(VideoCodec.H264, "000001 09F0 000001 419A", false)]
    [InlineData(VideoCodec.H264, "000001 67AA 000001 68AA", false)]
    [InlineData(VideoCodec.H265, "000001 4001 000001 4201 000001 4401 000001 2601AF", true)]
    [InlineData(VideoCodec.H265, "000001 2A01AF", true)]
    [InlineData(VideoCodec.H265, "000001 0201D0 000001 020150", false)]
    [InlineData(VideoCodec.H265, "000001 26", false)]
    [InlineData(VideoCodec.H264, "", false)]
    public void The_first_slice_tells_a_key_frame(VideoCodec codec, string hex, bool key) =>
        Assert.Equal(key, AccessUnit.IsKeyFrame(codec, Bytes(hex)));

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

    // First byte of a slice: 88 and B8 are type I, 9A type P, at macroblock 0; 4C is I and 46 is P at macroblock 1.
    [Theory]
    [InlineData("000001 0606010480 000001 4188", true)]
    [InlineData("000001 0606010480 000001 41B8", true)]
    [InlineData("000001 0606010480 000001 4188 000001 414C", true)]
    [InlineData("000001 09F0 000001 0601024433 06010480 000001 4188", true)]
    [InlineData("000001 06FF10000102 000001 0606010480 000001 4188", true)]
    [InlineData("000001 0605040000030006 06010480 000001 4188", true)]
    [InlineData("000001 0606010480 000001 419A", false)]
    [InlineData("000001 0606010480 000001 4188 000001 4146", false)]
    [InlineData("000001 0606010480 000001 4288", false)]
    [InlineData("000001 0606010480", false)]
    [InlineData("000001 060506010480 000001 4188", false)]
    [InlineData("000001 0601024433 000001 4188", false)]
    [InlineData("000001 06FFFFFF 000001 4188", false)]
    [InlineData("000001 06 000001 4188", false)]
    [InlineData("000001 4188", false)]
    public void A_recovery_point_without_other_pictures_is_a_key_frame_too(string hex, bool key) =>
        Assert.Equal(key, AccessUnit.IsKeyFrame(VideoCodec.H264, Bytes(hex)));

    [Fact]
    public void Looking_never_fails_whatever_the_bytes() =>
        Gen.Select(Gen.OneOf(VideoCodec.H264, VideoCodec.H265), Gen.OneOf(Gen.Byte, Gen.OneOf<byte>(0, 0, 1, 0x65, 0x26, 6, 6, 0xFF)).Array[0, 100])
            .Sample((codec, bytes) =>
            {
                if (AccessUnit.IsKeyFrame(codec, bytes))
                    Assert.True(HasSlice(codec, bytes));
            });

    [Fact]
    public void Looking_allocates_nothing()
    {
        var picture = Clip.Open("main.h264").Pictures[0].Data.Span;
        AccessUnit.IsKeyFrame(VideoCodec.H264, picture);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            AccessUnit.IsKeyFrame(VideoCodec.H264, picture);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static bool HasSlice(VideoCodec codec, ReadOnlySpan<byte> bytes)
    {
        foreach (var unit in new NalReader(bytes))
        {
            if (unit.Kind(codec) is NalKind.Slice or NalKind.KeySlice)
                return true;
        }

        return false;
    }

    private static byte[] DhavFrameOf(DhavFrameType type, string hex)
    {
        var body = Bytes(hex);
        var room = new byte[DhavWriter.MaxSize(body.Length)];
        return room[..DhavWriter.Write(new DhavFrameHeader { Type = type, Video = VideoCodec.H264 }, body, room)];
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", ""));
}

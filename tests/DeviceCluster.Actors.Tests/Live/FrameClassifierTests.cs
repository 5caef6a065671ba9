using DeviceCluster.Actors.Live;
using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Tests.Live;

public class FrameClassifierTests
{
    private const string H264Sets = "00000001 6742001EDA058259 00000001 68CE";
    private const string H264Idr = "00000001 6588";

    // SPS of 352x288 without a rate, PPS, IDR slice.
    private const string H264Key = H264Sets + " " + H264Idr;
    private const string H265Key =
        "00000001 420101016000000300900000030000030078A002AC80301D796566924CAF0168080000030008000003007840 00000001 4401C1 00000001 2601AF";

    private readonly FrameClassifier _classifier = new();

    [Fact]
    public void Codec_and_size_come_from_the_parameter_sets_whatever_the_frame_says()
    {
        var header = new DhavFrameHeader { Type = DhavFrameType.KeyVideo, Video = VideoCodec.H265, Width = 64, Height = 64 };

        Assert.Equal((true, new VideoFormat(VideoCodec.H264, 352, 288, 0)), Classify(header, H264Key));
    }

    [Fact]
    public void A_rate_that_the_parameter_set_leaves_out_is_taken_from_the_frame()
    {
        var header = new DhavFrameHeader { Type = DhavFrameType.KeyVideo, Video = VideoCodec.H264, FrameRate = 12 };

        Assert.Equal(12, Classify(header, H264Key).Format.FrameRate);
    }

    [Fact]
    public void A_rate_of_the_parameter_set_counts_more_than_the_frames()
    {
        var header = new DhavFrameHeader { Type = DhavFrameType.KeyVideo, Video = VideoCodec.H265, FrameRate = 12 };

        Assert.Equal(15, Classify(header, H265Key).Format.FrameRate);
    }

    [Fact]
    public void A_camera_that_changes_its_codec_is_followed()
    {
        Classify(new DhavFrameHeader { Type = DhavFrameType.KeyVideo }, H264Key);

        var (isKey, format) = Classify(new DhavFrameHeader { Type = DhavFrameType.KeyVideo }, H265Key);

        Assert.True(isKey);
        Assert.Equal(new VideoFormat(VideoCodec.H265, 1366, 768, 15), format);
    }

    [Fact]
    public void A_key_frame_that_is_labelled_as_none_is_found_out_and_the_other_way_round()
    {
        Assert.True(Classify(new DhavFrameHeader { Type = DhavFrameType.DeltaVideo }, H264Key).IsKey);
        Assert.False(Classify(new DhavFrameHeader { Type = DhavFrameType.KeyVideo }, "00000001 419A").IsKey);
    }

    [Fact]
    public void What_a_frame_leaves_out_is_as_the_stream_said_before()
    {
        var (_, said) = Classify(new DhavFrameHeader { Type = DhavFrameType.KeyVideo }, H264Key);

        Assert.Equal(said, Classify(new DhavFrameHeader { Type = DhavFrameType.DeltaVideo }, "00000001 419A").Format);
        Assert.Equal(said, Classify(new DhavFrameHeader { Type = DhavFrameType.Audio }, "55").Format);
    }

    [Fact]
    public void A_codec_without_parameter_sets_is_described_by_its_frames()
    {
        var header = new DhavFrameHeader { Type = DhavFrameType.Mjpeg, Video = VideoCodec.Mjpeg, Width = 704, Height = 576, FrameRate = 5 };

        Assert.Equal((true, new VideoFormat(VideoCodec.Mjpeg, 704, 576, 5)), Classify(header, "FFD8FFE0"));
    }

    [Fact]
    public void Bytes_behind_the_frame_are_no_part_of_it()
    {
        byte[] bytes = [.. Dhav(new DhavFrameHeader { Type = DhavFrameType.Audio }, "55"), 1, 2, 3];
        using var frame = _classifier.Classify(new FramePool().Rent(bytes, timestamp: 0));

        Assert.Equal(bytes.Length - 3, frame.Dav.Length);
    }

    [Fact]
    public void A_key_frame_without_parameter_sets_is_no_beginning_while_none_are_known()
    {
        Assert.False(Classify(new DhavFrameHeader { Type = DhavFrameType.KeyVideo, Video = VideoCodec.H264 }, H264Idr).IsKey);
        Assert.False(Classify(new DhavFrameHeader { Type = DhavFrameType.KeyVideo, Video = VideoCodec.H265 }, "00000001 2601AF").IsKey);
    }

    [Theory]
    [InlineData(H264Sets)]
    [InlineData(H264Key)]
    public void A_key_frame_without_parameter_sets_gets_the_last_ones_in_both_containers(string before)
    {
        Classify(new DhavFrameHeader { Type = DhavFrameType.KeyVideo, Video = VideoCodec.H264 }, before);
        var header = new DhavFrameHeader { Type = DhavFrameType.KeyVideo, Video = VideoCodec.H264, Sequence = 7, Width = 704, Height = 576 };

        using var frame = _classifier.Classify(new FramePool().Rent(Dhav(header, H264Idr), timestamp: 5));

        Assert.True(frame.IsKey);
        Assert.Equal(Convert.ToHexString(Dhav(header, H264Sets + H264Idr)), Convert.ToHexString(frame.Dav.Span));
        Assert.Equal((H264Sets + H264Idr).Replace(" ", ""), Convert.ToHexString(frame.AnnexB.Span));
        Assert.Equal(5, frame.Slab.Timestamp);
    }

    [Fact]
    public void The_slab_of_a_completed_key_frame_goes_back_and_the_new_one_is_its_holders()
    {
        Classify(new DhavFrameHeader { Type = DhavFrameType.KeyVideo, Video = VideoCodec.H264 }, H264Sets);
        var pool = new FramePool();

        var frame = _classifier.Classify(pool.Rent(Dhav(new DhavFrameHeader { Type = DhavFrameType.KeyVideo, Video = VideoCodec.H264 }, H264Idr), timestamp: 0));

        Assert.Equal((1, 1), (pool.Rented, pool.Returned));
        frame.Dispose();
        Assert.Throws<ObjectDisposedException>(() => frame.Slab.Memory);
    }

    [Fact]
    public void A_frame_as_long_as_the_library_lets_it_be_is_read()
    {
        var body = new byte[5 * 1024 * 1024];
        var room = new byte[DhavWriter.MaxSize(body.Length)];
        var length = DhavWriter.Write(new DhavFrameHeader { Type = DhavFrameType.Audio }, body, room);

        using var frame = _classifier.Classify(new FramePool().Rent(room.AsSpan(0, length), timestamp: 0));

        Assert.Equal(length, frame.Dav.Length);
    }

    private (bool IsKey, VideoFormat Format) Classify(DhavFrameHeader header, string body)
    {
        using var frame = _classifier.Classify(new FramePool().Rent(Dhav(header, body), timestamp: 0));
        return (frame.IsKey, frame.Format);
    }

    private static byte[] Dhav(DhavFrameHeader header, string hex)
    {
        var body = Convert.FromHexString(hex.Replace(" ", ""));
        var room = new byte[DhavWriter.MaxSize(body.Length)];
        return room[..DhavWriter.Write(header, body, room)];
    }
}

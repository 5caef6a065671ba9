using DeviceCluster.Actors.Snapshots;

namespace DeviceCluster.Actors.Tests.Snapshots;

public class JpegSizeTests
{
    [Theory]
    [InlineData(0xC0)]
    [InlineData(0xC2)]
    public void The_frame_header_tells_the_size(byte frame) => Assert.Equal(new JpegSize(1920, 1080), JpegSize.Of(Jpegs.Whole(1920, 1080, frame)));

    [Fact]
    public void A_table_is_no_frame() => Assert.Null(JpegSize.Of(Jpegs.Whole(1920, 1080, frame: 0xC4)));

    [Fact]
    public void What_is_cut_anywhere_is_no_picture()
    {
        var whole = Jpegs.Whole(640, 480);

        for (var length = 0; length < whole.Length; length++)
            Assert.Null(JpegSize.Of(whole.AsSpan(0, length)));
    }

    [Fact]
    public void Text_is_no_picture() => Assert.Null(JpegSize.Of("HTTP/1.1 200 OK"u8));

    [Fact]
    public void A_segment_that_leads_nowhere_ends_the_reading() =>
        Assert.Null(JpegSize.Of([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF, 0xC0, 0, 11, 8, 1, 1, 1, 1, 0xFF, 0xD9]));
}

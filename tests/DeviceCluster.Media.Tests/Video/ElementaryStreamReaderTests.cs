using CsCheck;
using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;

namespace DeviceCluster.Media.Tests.Video;

public class ElementaryStreamReaderTests
{
    [Theory]
    [InlineData("main.h264", VideoCodec.H264, 250)]
    [InlineData("extra.h264", VideoCodec.H264, 120)]
    [InlineData("main.h265", VideoCodec.H265, 250)]
    [InlineData("extra.h265", VideoCodec.H265, 120)]
    public void A_real_stream_falls_into_its_pictures_and_nothing_is_lost(string clip, VideoCodec codec, int pictures)
    {
        var stream = Clip.Bytes(clip);
        var (count, end) = (0, 0);

        foreach (var unit in new ElementaryStreamReader(codec, stream))
        {
            Assert.Equal(1, PicturesIn(codec, unit));
            count++;
            end += unit.Length;
        }

        Assert.Equal(pictures, count);
        Assert.Equal(stream.Length, end);
    }

    [Theory]
    [InlineData(VideoCodec.H264, "000001658800 00000165 0800 00000141 9A00")]
    [InlineData(VideoCodec.H265, "0000012601AF 0000012601 2F 0000010201D0")]
    public void Further_slices_of_a_picture_stay_with_it(VideoCodec codec, string hex) => Assert.Equal(2, Split(codec, Bytes(hex)).Count);

    [Theory]
    [InlineData("09F0")]
    [InlineData("06AA")]
    [InlineData("6742")]
    public void What_stands_before_a_picture_begins_it(string unit)
    {
        var second = $"00000001{unit}000001419A";

        Assert.Equal(["000001658880", second], Split(VideoCodec.H264, Bytes("000001658880" + second)));
    }

    [Fact]
    public void The_units_of_any_bytes_are_the_bytes_from_the_first_start_code_on() =>
        Gen.Select(Gen.OneOf(VideoCodec.H264, VideoCodec.H265), Gen.OneOf(Gen.Byte, Gen.OneOf<byte>(0, 0, 1, 0x65, 0x26)).Array[0, 200])
            .Sample((codec, bytes) =>
            {
                var units = new NalReader(bytes);
                var expected = units.MoveNext() ? Convert.ToHexString(bytes.AsSpan(units.Current.At)) : "";

                Assert.Equal(expected, string.Concat(Split(codec, bytes)));
            });

    private static int PicturesIn(VideoCodec codec, ReadOnlySpan<byte> stream)
    {
        var pictures = 0;
        foreach (var unit in new NalReader(stream))
        {
            if (unit.Kind(codec) is NalKind.Slice or NalKind.KeySlice && unit.StartsPicture(codec))
                pictures++;
        }

        return pictures;
    }

    private static List<string> Split(VideoCodec codec, byte[] stream)
    {
        var units = new List<string>();
        foreach (var unit in new ElementaryStreamReader(codec, stream))
            units.Add(Convert.ToHexString(unit));
        return units;
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", ""));
}

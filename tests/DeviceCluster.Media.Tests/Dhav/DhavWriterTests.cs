using CsCheck;
using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Tests.Dhav;

public class DhavWriterTests
{
    [Fact]
    public void What_is_written_is_read_back() => DhavGen.Frame.Sample((header, body) =>
    {
        var bytes = DhavGen.Write(header, body);

        Assert.Equal(DhavStatus.Frame, DhavReader.TryRead(bytes, DhavLimits.Default, out var frame, out var consumed));
        Assert.Equal(bytes.Length, consumed);
        Assert.Equal(header, HeaderOf(frame));
        Assert.True(frame.Body.SequenceEqual(body));
        Assert.True(frame.HeaderChecksumGood);
        Assert.True(frame.ChecksumGood);
    });

    [Fact]
    public void Every_byte_of_a_key_frame_is_where_the_format_wants_it()
    {
        var header = new DhavFrameHeader
        {
            Type = DhavFrameType.KeyVideo,
            Channel0 = 3,
            Sequence = 0x01020304,
            LocalTime = new DateTime(2026, 11, 23, 21, 47, 43),
            Milliseconds = 0xABCD,
            Video = VideoCodec.H265,
            FrameRate = 25,
            Width = 1920,
            Height = 1080,
        };

        var bytes = DhavGen.Write(header, [0x01, 0x00, 0x00, 0x80, 0x02, 0x00, 0x00, 0x80, 0x05]);

        Assert.Equal(
            "44484156" + "FD000300" + "04030201" + "39000000" + "EB5BEF6A" + "CDAB" + "10" + "8D"
            + "8000F087" + "81000C19" + "8808000000000000" + "010000800200008005" + "64686176" + "39000000",
            Convert.ToHexString(bytes));
    }

    [Fact]
    public void A_restamped_header_differs_in_channel_number_time_and_checksum_alone()
    {
        var bytes = Convert.FromHexString("44484156" + "FD000300" + "04030201" + "39000000" + "EB5BEF6A" + "CDAB" + "10" + "8D");

        DhavWriter.Restamp(bytes, channel0: 7, sequence: 0x0A0B0C0D, new DateTime(2063, 12, 31, 23, 59, 58), milliseconds: 0x1234);

        Assert.Equal("44484156" + "FD000700" + "0D0C0B0A" + "39000000" + "FA7E3FFF" + "3412" + "10" + "9A", Convert.ToHexString(bytes));
    }

    [Fact]
    public void A_restamped_frame_is_the_frame_that_would_have_been_written() =>
        Gen.Select(DhavGen.Frame, DhavGen.Header).Sample((frame, other) =>
        {
            var bytes = DhavGen.Write(frame.Header, frame.Body);

            DhavWriter.Restamp(bytes, other.Channel0, other.Sequence, other.LocalTime, other.Milliseconds);

            var expected = frame.Header with
            {
                Channel0 = other.Channel0,
                Sequence = other.Sequence,
                LocalTime = other.LocalTime,
                Milliseconds = other.Milliseconds,
            };
            Assert.Equal(DhavGen.Write(expected, frame.Body), bytes);
        });

    [Fact]
    public void What_is_no_whole_header_is_not_restamped()
    {
        var header = DhavGen.Some()[..DhavWriter.HeaderSize];
        header[0] = (byte)'d';

        Assert.Throws<ArgumentException>(() => DhavWriter.Restamp(header, 0, 0, DateTime.UnixEpoch, 0));
        Assert.Throws<ArgumentException>(() => DhavWriter.Restamp(DhavGen.Some().AsSpan(0, DhavWriter.HeaderSize - 1), 0, 0, DateTime.UnixEpoch, 0));
    }

    [Fact]
    public void A_size_that_is_no_multiple_of_eight_takes_the_long_element()
    {
        var bytes = DhavGen.Write(new DhavFrameHeader { Width = 1366, Height = 768, OmitChecksum = true }, []);

        Assert.Equal("8200000056050003", Convert.ToHexString(bytes.AsSpan(24, 8)));
    }

    [Fact]
    public void Writing_and_reading_allocate_nothing()
    {
        var header = new DhavFrameHeader { Type = DhavFrameType.KeyVideo, Video = VideoCodec.H264, Width = 704, Height = 576 };
        var body = new byte[10_000];
        var room = new byte[DhavWriter.MaxSize(body.Length)];
        var good = RoundTrips(100, header, body, room);
        var before = GC.GetAllocatedBytesForCurrentThread();

        good += RoundTrips(1000, header, body, room);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1100, good);
    }

    [Fact]
    public void Too_little_room_is_refused_before_anything_is_written()
    {
        var room = new byte[31];

        Assert.Throws<ArgumentException>(() => DhavWriter.Write(new DhavFrameHeader { OmitChecksum = true }, [], room));
        Assert.All(room, value => Assert.Equal(0, value));
    }

    private static int RoundTrips(int count, in DhavFrameHeader header, ReadOnlySpan<byte> body, Span<byte> room)
    {
        var good = 0;
        for (var i = 0; i < count; i++)
        {
            var length = DhavWriter.Write(header, body, room);
            if (DhavReader.TryRead(room[..length], DhavLimits.Default, out var frame, out _) == DhavStatus.Frame && frame.ChecksumGood)
                good++;
        }

        return good;
    }

    private static DhavFrameHeader HeaderOf(in DhavFrame frame) => new()
    {
        Type = frame.Type,
        Subtype = frame.Subtype,
        Channel0 = (byte)frame.Channel0,
        SubSequence = frame.SubSequence,
        Sequence = frame.Sequence,
        LocalTime = frame.LocalTime,
        Milliseconds = frame.Milliseconds,
        Video = frame.Video,
        FrameRate = (byte)frame.FrameRate,
        Width = (ushort)frame.Width,
        Height = (ushort)frame.Height,
        Audio = frame.Audio,
        SampleRate = frame.SampleRate,
        AudioChannels = (byte)frame.AudioChannels,
        OmitChecksum = !frame.ChecksumPresent,
    };
}

using CsCheck;
using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Tests.Dhav;

public class DhavInsertTests
{
    [Fact]
    public void The_body_grows_at_its_front_and_all_else_stays_as_the_device_said_it() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Byte.Array[0, 60], Gen.Bool).Sample((body, added, omitChecksum) =>
        {
            var header = new DhavFrameHeader
            {
                Type = DhavFrameType.KeyVideo,
                Channel0 = 3,
                SubSequence = 2,
                Sequence = 77,
                LocalTime = new DateTime(2024, 5, 6, 7, 8, 9),
                Milliseconds = 1234,
                Video = VideoCodec.H264,
                FrameRate = 25,
                Width = 1280,
                Height = 720,
                OmitChecksum = omitChecksum,
            };
            var expected = Frame(header, [.. added, .. body]);

            Assert.Equal(expected, Insert(Frame(header, body), added));
        });

    [Fact]
    public void Elements_that_only_the_device_knows_stay()
    {
        var frame = Frame(new DhavFrameHeader { Type = DhavFrameType.KeyVideo, Video = VideoCodec.H264, OmitChecksum = true }, [1]);
        frame[DhavWriter.HeaderSize] = 0xB4;

        Assert.Equal(0xB4, Insert(frame, [9, 9])[DhavWriter.HeaderSize]);
    }

    [Fact]
    public void Too_little_room_is_refused() =>
        Assert.Throws<ArgumentException>(() => Insert(Frame(new DhavFrameHeader { Type = DhavFrameType.KeyVideo }, [1]), [9], missing: 1));

    private static byte[] Frame(in DhavFrameHeader header, byte[] body)
    {
        var room = new byte[DhavWriter.MaxSize(body.Length)];
        return room[..DhavWriter.Write(header, body, room)];
    }

    private static byte[] Insert(byte[] bytes, byte[] added, int missing = 0)
    {
        Assert.Equal(DhavStatus.Frame, DhavReader.TryRead(bytes, DhavLimits.Default, out var frame, out _));
        var room = new byte[DhavInsert.Length(frame, added.Length) - missing];
        Assert.Equal(room.Length, DhavInsert.BeforeBody(frame, added, room));
        return room;
    }
}

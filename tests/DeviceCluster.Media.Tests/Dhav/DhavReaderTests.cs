using CsCheck;
using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Tests.Dhav;

public class DhavReaderTests
{
    [Fact]
    public void A_frame_cut_anywhere_needs_more_and_consumes_nothing()
    {
        var bytes = DhavGen.Some(bodyLength: 100);

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(DhavStatus.NeedMore, DhavReader.TryRead(bytes.AsSpan(0, length), DhavLimits.Default, out _, out var consumed));
            Assert.Equal(0, consumed);
        }
    }

    [Fact]
    public void Frames_are_found_between_garbage_however_the_bytes_are_cut() =>
        Gen.Select(DhavGen.Frame.Array[1, 5], Gen.OneOf(Gen.Byte, Gen.OneOf("DHAVdh"u8.ToArray())).Array[0, 40], Gen.Int[1, 700])
            .Sample((frames, garbage, step) =>
            {
                var frameBytes = frames.Select(frame => DhavGen.Write(frame.Header, frame.Body)).ToArray();
                byte[] stream = [.. frameBytes.SelectMany(frame => garbage.Concat(frame))];

                var found = ReadInSteps(stream, step);

                Assert.Equal(frameBytes, found);
            });

    [Fact]
    public void Random_bytes_always_make_progress() =>
        Gen.OneOf(Gen.Byte.Array[0, 300], Gen.Select(DhavGen.Frame, Gen.Int[0, 60], Gen.Byte, Damage)).Sample(bytes =>
        {
            var limits = new DhavLimits { MaxFrame = 4096 };
            for (var rest = bytes.AsSpan(); ;)
            {
                var status = DhavReader.TryRead(rest, limits, out var frame, out var consumed);
                if (status == DhavStatus.NeedMore)
                {
                    Assert.Equal(0, consumed);
                    Assert.True(rest.Length < limits.MaxFrame);
                    break;
                }

                Assert.InRange(consumed, 1, rest.Length);
                if (status == DhavStatus.Frame)
                    AskEverything(frame);
                rest = rest[consumed..];
            }
        }, iter: 20_000);

    [Theory]
    [InlineData(0u)]
    [InlineData(31u)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(0x80000000u)]
    [InlineData(0xFFFFFFFFu)]
    public void A_length_beyond_the_limits_is_an_error_at_once(uint length)
    {
        var bytes = DhavGen.Some();
        BitConverter.TryWriteBytes(bytes.AsSpan(12), length);

        Assert.Equal(DhavStatus.Error, DhavReader.TryRead(bytes, DhavLimits.Default, out _, out var consumed));
        Assert.Equal(4, consumed);
    }

    [Fact]
    public void An_extension_longer_than_its_frame_is_an_error()
    {
        var bytes = DhavGen.Some(bodyLength: 0);
        bytes[22] = 255;

        Assert.Equal(DhavStatus.Error, DhavReader.TryRead(bytes, DhavLimits.Default, out _, out _));
    }

    [Fact]
    public void A_frame_inside_the_claimed_length_of_a_false_one_is_found()
    {
        var inner = DhavGen.Some(sequence: 7);
        byte[] stream = [.. "DHAV"u8, .. new byte[8], 80, 0, 0, 0, .. new byte[8], .. inner, .. new byte[200]];

        Assert.Equal([inner], ReadInSteps(stream, step: stream.Length));
    }

    [Fact]
    public void A_mark_behind_its_own_first_letter_is_found()
    {
        byte[] stream = [(byte)'D', .. DhavGen.Some()];

        Assert.Equal(DhavStatus.Skipped, DhavReader.TryRead(stream, DhavLimits.Default, out _, out var consumed));
        Assert.Equal(1, consumed);
    }

    [Fact]
    public void A_frame_at_the_limit_is_read_and_one_byte_more_is_an_error()
    {
        var bytes = DhavGen.Some(bodyLength: 1000);

        Assert.Equal(DhavStatus.Frame, DhavReader.TryRead(bytes, new DhavLimits { MaxFrame = bytes.Length }, out _, out _));
        Assert.Equal(DhavStatus.Error, DhavReader.TryRead(bytes, new DhavLimits { MaxFrame = bytes.Length - 1 }, out _, out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_frame_without_its_own_trailer_is_an_error(int fromTheEnd)
    {
        var bytes = DhavGen.Some();
        bytes[^fromTheEnd] ^= 1;

        Assert.Equal(DhavStatus.Error, DhavReader.TryRead(bytes, DhavLimits.Default, out _, out _));
    }

    [Fact]
    public void A_flipped_bit_in_the_body_shows_in_the_checksum()
    {
        var bytes = DhavGen.Some(bodyLength: 33);
        bytes[^9] ^= 0x10;

        Assert.Equal(DhavStatus.Frame, DhavReader.TryRead(bytes, DhavLimits.Default, out var frame, out _));
        Assert.False(frame.ChecksumGood);
        Assert.True(frame.ChecksumPresent);
    }

    private static byte[] Damage((DhavFrameHeader Header, byte[] Body) frame, int at, byte value)
    {
        var bytes = DhavGen.Write(frame.Header, frame.Body);
        bytes[Math.Min(at, bytes.Length - 1)] = value;
        return bytes;
    }

    private static void AskEverything(in DhavFrame frame)
    {
        _ = frame.ChecksumGood | frame.HeaderChecksumGood | frame.IsVideo;
        Assert.Equal(DateTimeKind.Unspecified, frame.LocalTime.Kind);
        Assert.InRange(frame.Body.Length, 0, frame.Length - 32);
    }

    /// <summary>Feeds the stream as a socket would, a few bytes at a time.</summary>
    private static List<byte[]> ReadInSteps(byte[] stream, int step)
    {
        var found = new List<byte[]>();
        var at = 0;
        for (var end = Math.Min(step, stream.Length); ; end = Math.Min(end + step, stream.Length))
        {
            while (DhavReader.TryRead(stream.AsSpan(at..end), DhavLimits.Default, out var frame, out var consumed) is var status
                && status != DhavStatus.NeedMore)
            {
                if (status == DhavStatus.Frame)
                    found.Add(frame.Bytes.ToArray());
                at += consumed;
            }

            if (end == stream.Length)
                return found;
        }
    }
}

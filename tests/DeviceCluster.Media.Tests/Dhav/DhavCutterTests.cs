using CsCheck;
using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Tests.Dhav;

public class DhavCutterTests
{
    [Fact]
    public void Frames_come_out_whole_however_the_bytes_arrive() =>
        Gen.Select(DhavGen.Frame.Array[1, 5], Gen.OneOf(Gen.Byte, Gen.OneOf("DHAVdh"u8.ToArray())).Array[0, 40], Gen.Int[1, 700])
            .Sample((frames, garbage, step) =>
            {
                var frameBytes = frames.Select(frame => DhavGen.Write(frame.Header, frame.Body)).ToArray();
                byte[] stream = [.. frameBytes.SelectMany(frame => garbage.Concat(frame))];
                using var cutter = new DhavCutter(DhavLimits.Default);

                var found = Cut(cutter, stream, step);

                Assert.Equal(frameBytes, found);
                Assert.Equal(frames.Length * garbage.Length, cutter.Garbage);
                Assert.Equal((0, 0), (cutter.GarbageInARow, cutter.Waiting));
            });

    [Fact]
    public void A_frame_longer_than_the_usual_room_gets_more_of_it()
    {
        var (small, large) = (DhavGen.Some(sequence: 1), DhavGen.Some(sequence: 2, bodyLength: 900_000));
        using var cutter = new DhavCutter(new DhavLimits { MaxFrame = large.Length });

        Assert.Equal([small, large, small], Cut(cutter, [.. small, .. large, .. small], step: 10_000));
    }

    [Fact]
    public void What_has_not_come_whole_is_kept_and_never_cut()
    {
        var frame = DhavGen.Some(bodyLength: 100);
        using var cutter = new DhavCutter(DhavLimits.Default);

        Assert.Equal([frame], Cut(cutter, [.. frame, .. frame[..^1]], step: 7));

        Assert.Equal(frame.Length - 1, cutter.Waiting);
    }

    [Fact]
    public void A_damaged_frame_costs_itself_alone()
    {
        var (first, damaged, last) = (DhavGen.Some(sequence: 1), DhavGen.Some(sequence: 2, bodyLength: 3_000), DhavGen.Some(sequence: 3));
        damaged[^1] ^= 1;
        using var cutter = new DhavCutter(DhavLimits.Default);

        Assert.Equal([first, last], Cut(cutter, [.. first, .. damaged, .. last], step: 512));

        Assert.Equal(damaged.Length, cutter.Garbage);
    }

    [Fact]
    public void Bytes_that_are_no_frames_are_counted_in_a_row_until_one_comes()
    {
        var frame = DhavGen.Some();
        using var cutter = new DhavCutter(DhavLimits.Default);
        Cut(cutter, [.. new byte[1_000], .. frame, .. new byte[500]], step: 100);

        Assert.Equal((1_500, 500), (cutter.Garbage, cutter.GarbageInARow));
    }

    [Fact]
    public void A_stream_that_only_claims_frames_gets_no_more_memory_than_one_frame_may_have()
    {
        const int Most = 100_000;
        var claim = DhavGen.Some(bodyLength: Most)[..Most];
        BitConverter.TryWriteBytes(claim.AsSpan(12), Most);
        using var cutter = new DhavCutter(new DhavLimits { MaxFrame = Most });
        var largest = 0;
        for (var n = 0; n < 20; n++)
            Assert.Empty(Cut(cutter, claim, step: 9_000, room => largest = Math.Max(largest, room + cutter.Waiting)));

        // The pool hands out powers of two.
        Assert.InRange(largest, Most, 2 * Most);
        Assert.InRange(cutter.Garbage, 19 * Most, 20 * Most);
    }

    /// <summary>Feeds the stream as a socket would, a few bytes at a time.</summary>
    private static List<byte[]> Cut(DhavCutter cutter, byte[] stream, int step, Action<int>? seen = null)
    {
        var found = new List<byte[]>();
        for (var rest = stream.AsMemory(); !rest.IsEmpty;)
        {
            var room = cutter.Room();
            seen?.Invoke(room.Length);
            var count = Math.Min(Math.Min(step, room.Length), rest.Length);
            Assert.True(count > 0);
            rest[..count].CopyTo(room);
            cutter.Filled(count);
            rest = rest[count..];
            while (cutter.TryCut(out var frame))
                found.Add(frame.Bytes.ToArray());
        }

        return found;
    }
}

using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Sdk.Tests.Live;

public class LiveSinkTests
{
    private readonly FramePool _pool = new();

    [Fact]
    public void A_slow_reader_loses_the_oldest_frames_and_they_are_counted()
    {
        var sink = Sink(maxFrames: 4);
        for (byte i = 0; i < 10; i++)
            sink.Write([i]);

        Assert.True(sink.Reader.TryRead(out var oldest));

        Assert.Equal(6, oldest.Memory.Span[0]);
        Assert.Equal((10, 6), (sink.Received, sink.Dropped));
        oldest.Dispose();
        sink.End();
        Assert.Equal(_pool.Rented, _pool.Returned);
    }

    [Fact]
    public void Frames_that_wait_are_bounded_in_bytes_too()
    {
        var sink = Sink(maxFrames: 100, maxQueuedBytes: 1000);
        for (byte i = 0; i < 10; i++)
            sink.Write(new byte[300]);

        Assert.Equal(3, sink.Reader.Count);
        Assert.Equal(7, sink.Dropped);
    }

    [Fact]
    public void What_was_read_makes_room_in_bytes()
    {
        var sink = Sink(maxFrames: 100, maxQueuedBytes: 1000);
        for (var i = 0; i < 50; i++)
        {
            sink.Write(new byte[900]);
            Assert.True(sink.Reader.TryRead(out var frame));
            frame.Dispose();
        }

        Assert.Equal(0, sink.Dropped);
    }

    [Fact]
    public async Task The_end_lets_a_waiting_reader_go_and_returns_what_waited()
    {
        var sink = Sink();
        sink.Write([1]);
        sink.Write([2]);

        sink.End();

        Assert.False(await sink.Reader.WaitToReadAsync());
        Assert.True(sink.Reader.Completion.IsCompletedSuccessfully);
        Assert.Equal((2, 2), (_pool.Rented, _pool.Returned));
    }

    [Fact]
    public void A_frame_that_comes_after_the_end_goes_straight_back()
    {
        var sink = Sink();
        sink.End();

        sink.Write([1]);

        Assert.Equal((1, 1), (_pool.Rented, _pool.Returned));
    }

    [Fact]
    public unsafe void A_callback_with_a_number_that_is_over_finds_nothing_and_is_counted()
    {
        var sink = Sink();
        sink.Forget();
        var late = LiveSink.Keys.Unknown;
        delegate* unmanaged[Cdecl]<nint, uint, byte*, uint, nint, nint, void> callback = &LiveSink.OnData;
        byte one = 1;

        callback(1, 0, &one, 1, 0, sink.Key);

        Assert.Equal(0, sink.Received);
        Assert.True(LiveSink.Keys.Unknown > late);
    }

    [Fact]
    public async Task An_error_in_a_callback_comes_to_the_reader_and_does_not_end_the_process()
    {
        var sink = Sink();
        CallWithLengthOfTwoGigabytes(sink);

        await Assert.ThrowsAsync<OverflowException>(() => sink.Reader.Completion);
        sink.Forget();
    }

    private static unsafe void CallWithLengthOfTwoGigabytes(LiveSink sink)
    {
        delegate* unmanaged[Cdecl]<nint, uint, byte*, uint, nint, nint, void> callback = &LiveSink.OnData;
        byte one = 1;
        callback(1, 0, &one, 0x8000_0000, 0, sink.Key);
    }

    private LiveSink Sink(int maxFrames = 100, long maxQueuedBytes = 1024 * 1024) =>
        new(_pool, TimeProvider.System, maxFrames, maxQueuedBytes);
}

using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Sdk.Tests.Live;

public class FramePoolTests
{
    private readonly FramePool _pool = new();

    [Fact]
    public void A_frame_holds_a_copy_of_the_bytes()
    {
        byte[] bytes = [1, 2, 3];
        using var frame = _pool.Rent(bytes, timestamp: 42);
        bytes[0] = 9;

        Assert.Equal([1, 2, 3], frame.Memory.ToArray());
        Assert.Equal(3, frame.Length);
        Assert.Equal(42, frame.Timestamp);
    }

    [Fact]
    public void A_frame_comes_back_with_its_last_holder()
    {
        var frame = _pool.Rent([1], timestamp: 0);
        var shared = frame.Share();

        frame.Dispose();
        Assert.Equal((1, 0), (_pool.Rented, _pool.Returned));
        Assert.Equal([1], shared.Memory.ToArray());

        shared.Dispose();
        Assert.Equal((1, 1), (_pool.Rented, _pool.Returned));
    }

    [Fact]
    public void A_frame_that_came_back_gives_no_bytes_and_no_share()
    {
        var frame = _pool.Rent([1], timestamp: 0);
        frame.Dispose();

        Assert.Throws<ObjectDisposedException>(() => frame.Memory);
        Assert.Throws<ObjectDisposedException>(frame.Share);
    }

    [Fact]
    public void A_holder_that_disposes_twice_is_told_and_the_buffer_comes_back_once()
    {
        var frame = _pool.Rent([1], timestamp: 0);
        frame.Dispose();

        Assert.Throws<ObjectDisposedException>(frame.Dispose);
        Assert.Equal(1, _pool.Returned);
    }

    [Fact]
    public void Shares_and_ends_from_many_threads_come_out_even()
    {
        const int Frames = 200;
        const int Holders = 8;

        for (var i = 0; i < Frames; i++)
        {
            var frame = _pool.Rent([1, 2, 3, 4], timestamp: i);
            Parallel.For(0, Holders, _ =>
            {
                using var held = frame.Share();
                Assert.Equal(4, held.Memory.Length);
            });
            frame.Dispose();
        }

        Assert.Equal((Frames, Frames), (_pool.Rented, _pool.Returned));
    }

    [Fact]
    public void An_empty_frame_is_a_frame_too()
    {
        using var frame = _pool.Rent([], timestamp: 0);

        Assert.Equal(0, frame.Memory.Length);
    }
}

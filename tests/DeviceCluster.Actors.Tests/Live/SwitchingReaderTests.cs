using System.Threading.Channels;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Tests.Live;

/// <summary>One reader over many sources: he waits over the gaps, and loses nothing that he was promised.</summary>
public sealed class SwitchingReaderTests
{
    private readonly FramePool _pool = new();
    private readonly SwitchingReader _reader = new();

    [Fact]
    public async Task The_reader_waits_for_the_first_source()
    {
        var waiting = _reader.WaitToReadAsync().AsTask();
        Assert.False(waiting.IsCompleted);

        _reader.Switch(Source(1).Reader);

        Assert.True(await waiting.WaitAsync(Limits.Patience));
        Assert.Equal([1], Drain());
    }

    [Fact]
    public async Task The_end_of_a_source_is_not_the_end_of_the_view()
    {
        var first = Source(1);
        _reader.Switch(first.Reader);
        Assert.True(await _reader.WaitToReadAsync());
        Assert.Equal([1], Drain());
        first.Writer.Complete();
        var waiting = _reader.WaitToReadAsync().AsTask();

        _reader.Switch(Source(2).Reader);

        Assert.True(await waiting.WaitAsync(Limits.Patience));
        Assert.Equal([2], Drain());
        Assert.False(_reader.Completion.IsCompleted);
    }

    [Fact]
    public async Task A_source_that_failed_is_waited_over_too()
    {
        var first = Source();
        _reader.Switch(first.Reader);
        var waiting = _reader.WaitToReadAsync().AsTask();
        first.Writer.Complete(new InvalidOperationException("broken"));

        _reader.Switch(Source(2).Reader);

        Assert.True(await waiting.WaitAsync(Limits.Patience));
    }

    [Fact]
    public async Task What_the_wait_promised_is_there_after_a_switch()
    {
        _reader.Switch(Source(1).Reader);
        Assert.True(await _reader.WaitToReadAsync());

        _reader.Switch(Source().Reader);

        Assert.True(_reader.TryRead(out var frame));
        Assert.Equal(1, frame.Memory.Span[0]);
        frame.Dispose();
    }

    [Fact]
    public async Task The_end_frees_who_waits_and_gives_back_what_was_read_ahead()
    {
        _reader.Switch(Source(1).Reader);
        Assert.True(await _reader.WaitToReadAsync());

        _reader.Complete();

        Assert.False(await _reader.WaitToReadAsync());
        Assert.True(_reader.Completion.IsCompletedSuccessfully);
        Assert.Equal(_pool.Rented, _pool.Returned);
    }

    [Fact]
    public async Task What_comes_to_a_wait_that_the_end_found_under_way_is_given_back()
    {
        var source = Source();
        _reader.Switch(source.Reader);
        var waiting = _reader.WaitToReadAsync().AsTask();
        _reader.Complete();

        source.Writer.TryWrite(_pool.Rent([1], 0));

        Assert.False(await waiting.WaitAsync(Limits.Patience));
        Assert.Equal((1, 1), (_pool.Rented, _pool.Returned));
    }

    private Channel<Frame> Source(params byte[] frames)
    {
        var channel = Channel.CreateUnbounded<Frame>();
        foreach (var frame in frames)
            channel.Writer.TryWrite(_pool.Rent([frame], 0));
        return channel;
    }

    private List<int> Drain()
    {
        var read = new List<int>();
        while (_reader.TryRead(out var frame))
        {
            using (frame)
                read.Add(frame.Memory.Span[0]);
        }

        return read;
    }
}

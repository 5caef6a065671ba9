using DeviceCluster.Actors.Live;

namespace DeviceCluster.Actors.Tests.Live;

public class KeyFrameHubEndTests : KeyFrameHubFixture
{
    [Fact]
    public async Task At_the_end_of_the_stream_viewers_read_what_is_left_and_are_done()
    {
        var hub = Run();
        var viewer = hub.Join(ViewerOptions.Default);
        await SendAsync(hub, "Kd");

        Frames.Complete();

        Assert.Equal(ViewerEnd.StreamEnded, await hub.Completion.WaitAsync(Limit));
        Assert.Equal([0, 1], ReadAll(viewer));
        Assert.False(await viewer.WaitToReadAsync().AsTask().WaitAsync(Limit));
        Assert.Equal(ViewerEnd.StreamEnded, viewer.Completed);
        Assert.Equal(Pool.Rented, Pool.Returned);
    }

    [Fact]
    public async Task A_failure_of_the_stream_ends_its_viewers_and_is_told()
    {
        var hub = Run();
        var viewer = hub.Join(ViewerOptions.Default);
        await SendAsync(hub, "Kd");

        Frames.Complete(new InvalidOperationException("the camera has gone"));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Completion.WaitAsync(Limit));
        Assert.Equal("the camera has gone", failure.Message);
        Assert.Equal(ViewerEnd.StreamFailed, viewer.Completed);
        await viewer.DisposeAsync();
        Assert.Equal(Pool.Rented, Pool.Returned);
    }

    [Fact]
    public async Task A_view_whose_actor_stops_gives_everything_back()
    {
        var (hub, owner) = await RunInActorAsync(new KeyFrameHubOptions());
        var viewer = hub.Join(ViewerOptions.Default);
        await SendAsync(hub, "Kd");

        Sys.Stop(owner);

        Assert.Equal(ViewerEnd.Stopped, await hub.Completion.WaitAsync(Limit));
        Assert.Equal(ViewerEnd.Stopped, viewer.Completed);
        await viewer.DisposeAsync();
        Assert.Equal(Pool.Rented, Pool.Returned);
    }

    [Fact]
    public async Task An_ended_view_lets_nobody_in_and_never_had_a_beginning()
    {
        var hub = Run();
        Frames.Complete();
        await hub.Completion.WaitAsync(Limit);

        await using var late = hub.Join(ViewerOptions.Default);

        Assert.Equal(ViewerEnd.StreamEnded, late.Completed);
        Assert.Null(await late.ReadAsync().AsTask().WaitAsync(Limit));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hub.FirstKeyFrame.WaitAsync(Limit));
    }

    [Fact]
    public async Task A_waiting_reader_is_woken_by_a_frame()
    {
        var hub = Run();
        await using var viewer = hub.Join(ViewerOptions.Default);
        var reading = viewer.ReadAsync().AsTask();

        await SendAsync(hub, "K");

        using var frame = await reading.WaitAsync(Limit);
        Assert.Equal(0u, NumberOf(frame!));
    }

    [Fact]
    public async Task A_waiting_reader_is_woken_when_his_viewer_leaves()
    {
        var viewer = Run().Join(ViewerOptions.Default);
        var reading = viewer.ReadAsync().AsTask();

        await viewer.DisposeAsync();

        Assert.Null(await reading.WaitAsync(Limit));
        Assert.Equal(ViewerEnd.Left, viewer.Completed);
    }

    [Fact]
    public async Task A_cancelled_wait_leaves_the_viewer_usable()
    {
        var hub = Run();
        await using var viewer = hub.Join(ViewerOptions.Default);
        using var patience = new CancellationTokenSource();
        var reading = viewer.ReadAsync(patience.Token).AsTask();

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Limit));
        await SendAsync(hub, "K");
        using var frame = await viewer.ReadAsync().AsTask().WaitAsync(Limit);
        Assert.NotNull(frame);
    }

    [Fact]
    public async Task Cancelling_a_wait_that_is_over_does_not_reach_the_next_one()
    {
        var hub = Run();
        await using var viewer = hub.Join(ViewerOptions.Default);
        using var patience = new CancellationTokenSource();
        var first = viewer.ReadAsync(patience.Token).AsTask();
        await SendAsync(hub, "K");
        (await first.WaitAsync(Limit))!.Dispose();
        var second = viewer.ReadAsync().AsTask();

        await patience.CancelAsync();
        await SendAsync(hub, "d");

        using var frame = await second.WaitAsync(Limit);
        Assert.Equal(1u, NumberOf(frame!));
    }

    [Fact]
    public async Task A_second_reader_at_the_same_time_is_refused()
    {
        var viewer = Run().Join(ViewerOptions.Default);
        var reading = viewer.WaitToReadAsync().AsTask();

        await Assert.ThrowsAsync<InvalidOperationException>(() => viewer.WaitToReadAsync().AsTask());

        await viewer.DisposeAsync();
        Assert.False(await reading.WaitAsync(Limit));
    }
}

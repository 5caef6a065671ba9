using DeviceCluster.Actors.Live;
using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;

namespace DeviceCluster.Actors.Tests.Live;

public class KeyFrameHubTests : KeyFrameHubFixture
{
    [Fact]
    public async Task A_viewer_begins_at_the_last_key_frame()
    {
        var hub = Run();
        await SendAsync(hub, "KddKda");
        await using var viewer = hub.Join(ViewerOptions.Default);

        await SendAsync(hub, "dKd");

        Assert.Equal([3, 4, 5, 6, 7, 8], ReadAll(viewer));
        Assert.Equal(0, viewer.Dropped);
    }

    [Fact]
    public async Task A_viewer_who_wants_the_present_waits_for_the_next_key_frame()
    {
        var hub = Run();
        await SendAsync(hub, "Kd");
        await using var viewer = hub.Join(new ViewerOptions { FromNextKeyFrame = true });

        await SendAsync(hub, "adKd");

        Assert.Equal([4, 5], ReadAll(viewer));
        Assert.Equal(0, viewer.Dropped);
    }

    [Fact]
    public async Task Frames_before_the_first_key_frame_reach_nobody()
    {
        var hub = Run();
        await using var viewer = hub.Join(ViewerOptions.Default);

        await SendAsync(hub, "ddaKd");

        Assert.Equal([3, 4], ReadAll(viewer));
        Assert.Equal(VideoCodec.H264, await hub.FirstKeyFrame.WaitAsync(Limit));
    }

    [Fact]
    public async Task A_slow_viewer_drops_to_the_next_key_frame_and_the_other_loses_nothing()
    {
        var hub = Run();
        await using var slow = hub.Join(new ViewerOptions { MaxFrames = 3 });
        await using var other = hub.Join(ViewerOptions.Default);

        await SendAsync(hub, "KddddKd");

        Assert.Equal([5, 6], ReadAll(slow));
        Assert.Equal((5, 1), (slow.Dropped, slow.Stalls));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], ReadAll(other));
        Assert.Equal((0, 0), (other.Dropped, other.Stalls));
        Assert.Equal((5, 1), (hub.Figures.Dropped, hub.Figures.Stalls));
    }

    [Fact]
    public async Task A_queue_that_is_full_when_a_key_frame_comes_goes_on_with_it()
    {
        var hub = Run();
        await using var slow = hub.Join(new ViewerOptions { MaxFrames = 3 });

        await SendAsync(hub, "KddKd");

        Assert.Equal([3, 4], ReadAll(slow));
        Assert.Equal(3, slow.Dropped);
    }

    [Fact]
    public async Task The_bytes_of_a_queue_are_bounded_but_a_single_frame_always_fits()
    {
        var hub = Run();
        await using var narrow = hub.Join(new ViewerOptions { MaxBytes = 1 });

        await SendAsync(hub, "KK");

        Assert.Equal([1], ReadAll(narrow));
        Assert.Equal(1, narrow.Dropped);
    }

    [Fact]
    public async Task What_has_been_read_makes_room_again()
    {
        var hub = Run();
        await using var viewer = hub.Join(new ViewerOptions { MaxFrames = 2, MaxBytes = 160 });

        foreach (var letters in (string[])["Kd", "dd", "dd", "dd"])
        {
            await SendAsync(hub, letters);
            Assert.Equal(2, ReadAll(viewer).Count);
        }

        Assert.Equal(0, viewer.Dropped);
    }

    [Fact]
    public async Task The_losses_of_those_who_left_are_still_counted()
    {
        var hub = Run();
        await using (hub.Join(new ViewerOptions { MaxFrames = 1 }))
            await SendAsync(hub, "Kdd");

        Assert.Equal(3, hub.Figures.Dropped);
        Assert.Equal(0, hub.Figures.Viewers);
    }

    [Fact]
    public async Task A_group_of_pictures_beyond_the_bounds_is_not_kept_but_goes_to_those_who_are_there()
    {
        var hub = Run(new KeyFrameHubOptions { RingFrames = 3 });
        await using var early = hub.Join(ViewerOptions.Default);
        await SendAsync(hub, "Kddd");
        await using var late = hub.Join(ViewerOptions.Default);

        await SendAsync(hub, "dKd");

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], ReadAll(early));
        Assert.Equal([5, 6], ReadAll(late));
    }

    [Theory]
    [InlineData(2, 10_000)]
    [InlineData(100, 150)]
    public async Task A_viewer_whose_queue_is_smaller_than_the_ring_waits_for_the_next_key_frame(int frames, long bytes)
    {
        var hub = Run();
        await SendAsync(hub, "Kddd");
        await using var viewer = hub.Join(new ViewerOptions { MaxFrames = frames, MaxBytes = bytes });

        await SendAsync(hub, "dK");

        Assert.Equal([5], ReadAll(viewer));
        Assert.Equal(0, viewer.Dropped);
    }

    [Fact]
    public async Task Who_wants_pictures_only_gets_no_audio()
    {
        var hub = Run();
        await using var viewer = hub.Join(new ViewerOptions { VideoOnly = true });

        await SendAsync(hub, "aKadad");

        Assert.Equal([1, 3, 5], ReadAll(viewer));
    }

    [Fact]
    public async Task Garbage_is_counted_and_given_back()
    {
        var hub = Run();
        await using var viewer = hub.Join(ViewerOptions.Default);

        await SendAsync(hub, "xKx");

        Assert.Equal([1u], ReadAll(viewer).Select(number => number + 1));
        Assert.Equal((1, 2), (hub.Figures.Frames, hub.Figures.Garbage));
    }

    [Fact]
    public async Task The_format_is_told_by_the_parameter_sets_and_stays_known_between_key_frames()
    {
        var hub = Run();

        await SendAsync(hub, "Kda");

        Assert.Equal(new VideoFormat(VideoCodec.H264, 1920, 1080, 25), hub.Format);
    }

    [Fact]
    public async Task A_frame_is_seen_as_dav_and_as_annex_b()
    {
        var hub = Run();
        await using var viewer = hub.Join(ViewerOptions.Default);
        await SendAsync(hub, "Ka");

        using var picture = await viewer.ReadAsync().AsTask().WaitAsync(Limit);
        using var audio = await viewer.ReadAsync().AsTask().WaitAsync(Limit);

        Assert.Equal("0000000167", Convert.ToHexString(picture!.AnnexB.Span[..5]));
        Assert.True(picture.Dav.Span.StartsWith("DHAV"u8));
        Assert.Equal((true, true, VideoCodec.H264), (picture.IsVideo, picture.IsKey, picture.Codec));
        Assert.Equal((false, false, 0), (audio!.IsVideo, audio.IsKey, audio.AnnexB.Length));
    }

    [Fact]
    public async Task The_number_of_viewers_is_announced_in_order()
    {
        var hub = Run(new KeyFrameHubOptions { ViewersChanged = count => TestActor.Tell(count, TestActor) });
        var first = hub.Join(ViewerOptions.Default);
        var second = hub.Join(ViewerOptions.Default);

        await first.DisposeAsync();
        await first.DisposeAsync();
        await second.DisposeAsync();

        foreach (var count in (int[])[1, 2, 1, 0])
            await ExpectMsgAsync(count, Limit);
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task One_viewer_too_many_is_told_so()
    {
        var hub = Run(new KeyFrameHubOptions { MaxViewers = 1 });
        await using var first = hub.Join(ViewerOptions.Default);

        await using var second = hub.Join(ViewerOptions.Default);

        Assert.Null(first.Completed);
        Assert.Equal(ViewerEnd.TooManyViewers, second.Completed);
        Assert.Null(await second.ReadAsync().AsTask().WaitAsync(Limit));
    }

    [Fact]
    public void Handing_a_frame_to_a_viewer_and_reading_it_allocates_nothing()
    {
        var hub = new LiveHub(new KeyFrameHubOptions());
        var viewer = hub.Join(ViewerOptions.Default);
        using var key = new FrameClassifier().Classify(NewFrame('K'));
        PassThrough(hub, viewer, key, times: 10);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = PassThrough(hub, viewer, key, times: 1_000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1_000, read);
    }

    private static int PassThrough(LiveHub hub, LiveViewer viewer, LiveFrame frame, int times)
    {
        var read = 0;
        for (var i = 0; i < times; i++)
        {
            hub.Publish(frame.Share());
            if (!viewer.TryRead(out var got))
                continue;

            got.Dispose();
            read++;
        }

        return read;
    }
}

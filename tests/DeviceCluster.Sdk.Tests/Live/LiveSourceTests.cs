using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DeviceCluster.Media.Dhav;
using DeviceCluster.Sdk.Live;
using DeviceCluster.Sdk.Sessions;
using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests.Live;

/// <summary>Live views from the device's socket to the channel of frames.</summary>
[Collection(WithSdk.Name)]
public class LiveSourceTests(SdkFixture fixture)
{
    private const int KeepAliveReply = 32;

    [Theory]
    [InlineData(0, VideoCodec.H264)]
    [InlineData(3, VideoCodec.H265)]
    public async Task Live_frames_are_whole_and_without_a_hole(int channel0, VideoCodec codec)
    {
        const int Wanted = 60;
        using var login = await fixture.LoginAsync(fixture.NewDevice());
        using var live = await OpenAsync(login, channel0);
        uint? last = null;

        for (var i = 0; i < Wanted; i++)
        {
            using var frame = await NextAsync(live);
            Assert.True(IsWhole(frame));
            last = CheckOrder(frame, codec, last);
        }

        Assert.True(live.Received >= Wanted);
        Assert.Equal(0, live.Dropped);
        Assert.NotNull(last);
    }

    [Fact]
    public async Task The_extra_stream_is_the_small_picture()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());
        using var main = await OpenAsync(login, channel0: 0, stream: 0);
        using var extra = await OpenAsync(login, channel0: 0, stream: 1);

        var wide = await WidthAsync(main);
        var narrow = await WidthAsync(extra);

        Assert.True(narrow < wide, $"main {wide}, extra {narrow}");
    }

    [Fact]
    public async Task A_stop_lets_a_waiting_reader_go_and_ends_the_stream_at_the_device()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);
        var live = await OpenAsync(login);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = ReadAllAsync(live, begun);
        await begun.Task.WaitAsync(Until.Limit);

        await Until.WithinLimit(live.Stop);

        await reading.WaitAsync(Until.Limit);
        await Until.TrueAsync(() => device.Facts.OpenStreams == 0, "the device ends its stream");
        live.Stop();
        Assert.True(login.IsOnline());
    }

    [Fact]
    public async Task A_logout_ends_the_live_views_under_it()
    {
        var device = fixture.NewDevice();
        var login = await fixture.LoginAsync(device);
        var live = await OpenAsync(login);
        var failed = fixture.Sdk.FailedStops;
        (await NextAsync(live)).Dispose();

        await Until.WithinLimit(login.Logout);
        await Until.WithinLimit(live.Stop);

        Assert.True(live.Frames.Completion.IsCompletedSuccessfully);
        Assert.Equal((1, 0), (device.Facts.LogoutsClean, device.Facts.OpenStreams));
        Assert.Equal(failed, fixture.Sdk.FailedStops);
    }

    [Fact]
    public async Task Every_buffer_comes_back_when_views_end_with_frames_unread()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());
        var views = await Task.WhenAll(Enumerable.Range(0, SdkFixture.Channels).Select(channel0 => OpenAsync(login, channel0)));
        await Until.TrueAsync(() => views.All(v => v.Received > 5), "frames on every channel");

        foreach (var view in views)
            view.Dispose();

        Assert.Equal(FramePool.Shared.Rented, FramePool.Shared.Returned);
    }

    [Fact]
    public async Task A_channel_that_the_device_does_not_have_is_refused()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());

        var refused = await Assert.ThrowsAsync<SdkException>(() => OpenAsync(login, channel0: 200));

        Assert.Equal("NET_OPEN_CHANNEL_ERROR", refused.Name);
        Assert.True(login.IsOnline());
    }

    [Fact]
    public async Task A_stream_number_that_does_not_exist_is_refused_here()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());

        Assert.Throws<ArgumentOutOfRangeException>(() => fixture.Sdk.OpenLive(login, channel0: 0, stream: 4));
    }

    [Fact]
    public async Task A_device_that_vanishes_mid_frame_gives_no_half_frame()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);
        using var live = await OpenAsync(login);
        using (var first = await NextAsync(live))
            Assert.True(IsWhole(first));

        // Silent, so that what is received from here on is the half frame and the answers to keep-alives.
        device.Faults.Mute();
        await Until.TrueAsync(() => live.Received == device.Facts.FramesSent, "all that was sent");
        var (received, sent, kept) = (fixture.Sdk.Figures()!.BytesReceived, device.Facts.BytesSent, device.Facts.KeepAlives);

        device.Faults.CutMidFrame();
        device.Faults.Heal();
        await Until.TrueAsync(() => device.Facts.OpenStreams == 0, "the stream is cut");
        var half = device.Facts.BytesSent - sent;
        await Until.TrueAsync(
            () => fixture.Sdk.Figures()!.BytesReceived - received >= half + KeepAliveReply * (device.Facts.KeepAlives - kept), "the half frame");
        Assert.True(half > 0);
        await Until.TrueAsync(() => live.Received >= device.Facts.FramesSent, "every whole frame");
        while (live.Frames.TryRead(out var frame))
        {
            using (frame)
                Assert.True(IsWhole(frame));
        }

        Assert.Equal(device.Facts.FramesSent, live.Received);
        Assert.True(login.IsOnline());
    }

    [Fact]
    public async Task A_view_that_nobody_stopped_ends_when_it_is_collected()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);
        var leaks = fixture.Sdk.LeakedHandles;
        OpenAndForget(login);
        Assert.Equal(1, device.Facts.OpenStreams);

        await Until.TrueAsync(() => Collect() && device.Facts.OpenStreams == 0, "the stream ends");

        Assert.True(fixture.Sdk.LeakedHandles > leaks);
        Assert.True(login.IsOnline());
    }

    [Fact]
    public async Task A_view_goes_on_while_only_its_reader_is_held()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());
        var frames = OpenAndKeepReader(login);

        for (var i = 0; i < 20; i++)
        {
            Collect();
            using var limit = new CancellationTokenSource(Until.Limit);
            (await frames.ReadAsync(limit.Token)).Dispose();
        }
    }

    private static bool IsWhole(Frame frame) =>
        DhavReader.TryRead(frame.Memory.Span, DhavLimits.Default, out var dhav, out var consumed) == DhavStatus.Frame
        && consumed == frame.Length
        && dhav is { HeaderChecksumGood: true, ChecksumPresent: true, ChecksumGood: true };

    /// <summary>The first picture is a key frame; each further one has the next number. Audio counts by itself.</summary>
    private static uint? CheckOrder(Frame frame, VideoCodec codec, uint? last)
    {
        DhavReader.TryRead(frame.Memory.Span, DhavLimits.Default, out var dhav, out _);
        if (!dhav.IsVideo)
            return last;

        Assert.Equal(codec, dhav.Video);
        if (last is { } before)
            Assert.Equal(before + 1, dhav.Sequence);
        else
            Assert.Equal(DhavFrameType.KeyVideo, dhav.Type);
        return dhav.Sequence;
    }

    private static async Task<int> WidthAsync(LiveSource live)
    {
        while (true)
        {
            using var frame = await NextAsync(live);
            DhavReader.TryRead(frame.Memory.Span, DhavLimits.Default, out var dhav, out _);
            if (dhav.Width > 0)
                return dhav.Width;
        }
    }

    private static async Task ReadAllAsync(LiveSource live, TaskCompletionSource begun)
    {
        await foreach (var frame in live.Frames.ReadAllAsync())
        {
            frame.Dispose();
            begun.TrySetResult();
        }
    }

    private static async Task<Frame> NextAsync(LiveSource live)
    {
        using var limit = new CancellationTokenSource(Until.Limit);
        return await live.Frames.ReadAsync(limit.Token);
    }

    private static bool Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OpenAndForget(LoginHandle login) => Assert.NotNull(fixture.Sdk.OpenLive(login, channel0: 0, stream: 0).Frames);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ChannelReader<Frame> OpenAndKeepReader(LoginHandle login) => fixture.Sdk.OpenLive(login, channel0: 0, stream: 0).Frames;

    private Task<LiveSource> OpenAsync(LoginHandle login, int channel0 = 0, int stream = 0) =>
        Until.WithinLimit(() => fixture.Sdk.OpenLive(login, channel0, stream));
}

using DeviceCluster.Media.Dhav;
using DeviceCluster.Simulator.Tests.Wire;

namespace DeviceCluster.Simulator.Tests.Live;

public class LiveTests
{
    [Fact]
    public async Task Reserving_joining_and_switching_are_answered_as_devices_do()
    {
        await using var host = await Fleet.StartAsync();
        using var control = await RawLogin.LoggedInAsync(host);
        using var media = await RawConnection.OpenAsync(host);

        var reserved = await LiveView.ReserveAsync(control);
        var joined = await LiveView.JoinAsync(media, host.Devices[0].OpenSessionIds().Single(), reserved.Line("ConnectionID"));
        var switched = await LiveView.SwitchAsync(control, reserved.Line("ConnectionID"), channel0: 0, stream: 0, state: 1);

        Assert.Equal("f4000068", reserved.HeaderHex[..8]);
        Assert.Matches("^TransactionID:1\r\nMethod:AddObjectResponse\r\nFaultCode:OK\r\nConnectionID:[0-9]+\r\n\r\n$", reserved.Text);
        Assert.Equal("TransactionID:2\r\nMethod:GetParameterNamesResponse\r\nFaultCode:OK\r\n\r\n", joined.Text);
        Assert.Equal("TransactionID:3\r\nMethod:GetParameterNamesResponse\r\nFaultCode:OK\r\n\r\n", switched.Text);
        Assert.All([reserved, joined, switched], reply => Assert.InRange(reply.Extension.Length, 1, 255));
    }

    [Theory]
    [InlineData(0, 0, VideoCodec.H264, 1280, 720)]
    [InlineData(1, 1, VideoCodec.H264, 352, 288)]
    [InlineData(3, 0, VideoCodec.H265, 1280, 720)]
    [InlineData(3, 1, VideoCodec.H265, 352, 288)]
    public async Task A_live_view_begins_with_a_key_frame_of_its_codec_and_size(int channel0, int stream, VideoCodec codec, int width, int height)
    {
        await using var host = await Fleet.StartAsync();
        using var control = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, control, channel0, stream);

        var first = (await live.FramesAsync(1))[0];

        Assert.Equal((DhavFrameType.KeyVideo, codec, width, height, channel0), (first.Type, first.Video, first.Width, first.Height, first.Channel0));
    }

    [Fact]
    public async Task Frames_have_no_hole_and_carry_time_and_audio()
    {
        await using var host = await Fleet.StartAsync();
        using var control = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, control);

        var frames = await live.FramesAsync(60);

        var pictures = frames.Where(frame => frame.IsVideo).ToList();
        var sounds = frames.Where(frame => !frame.IsVideo).ToList();
        Assert.Equal(Enumerable.Range(0, pictures.Count), pictures.Select(frame => (int)frame.Sequence));
        Assert.Equal(Enumerable.Range(0, sounds.Count), sounds.Select(frame => (int)frame.Sequence));
        Assert.All(sounds, frame => Assert.Equal(AudioCodec.ALaw, frame.Audio));
        Assert.All(pictures.Zip(pictures.Skip(1)), pair => Assert.Equal(40, pair.Second.Milliseconds - pair.First.Milliseconds));
        Assert.InRange(sounds.Count, pictures.Count - 2, pictures.Count);
        Assert.InRange((TimeProvider.System.GetLocalNow().DateTime - frames[^1].LocalTime).TotalSeconds, -1, 10);
    }

    [Fact]
    public async Task A_stopped_view_sends_nothing_more_and_can_be_started_again()
    {
        await using var host = await Fleet.StartAsync();
        using var control = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, control);
        await live.FramesAsync(3);

        var stopped = await LiveView.SwitchAsync(control, live.ConnectionId, channel0: 0, stream: 0, state: 0);
        var streams = host.Devices[0].Facts.OpenStreams;
        var again = await LiveView.SwitchAsync(control, live.ConnectionId, channel0: 2, stream: 1, state: 1);
        await Limit.UntilAsync(() => host.Devices[0].Facts.OpenStreams == 1, "the second stream");

        Assert.Equal(("OK", 0, "OK"), (stopped.Line("FaultCode"), streams, again.Line("FaultCode")));
        Assert.Equal(2, host.Devices[0].Facts.StreamsOpened);
    }

    [Fact]
    public async Task Giving_the_connection_back_ends_it()
    {
        await using var host = await Fleet.StartAsync();
        using var control = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, control);

        var released = await LiveView.ReleaseAsync(control, live.ConnectionId);
        var byReset = await live.Media.EndsByResetAsync();
        var gone = await LiveView.SwitchAsync(control, live.ConnectionId, channel0: 0, stream: 0, state: 1);

        Assert.Equal("TransactionID:4\r\nMethod:DeleteObjectResponse\r\nFaultCode:OK\r\n\r\n", released.Text);
        Assert.False(byReset);
        Assert.NotEqual("OK", gone.Line("FaultCode"));
        Assert.Equal(0, host.Devices[0].Facts.OpenStreams);
    }

    [Fact]
    public async Task A_channel_counted_from_one_is_shown_and_noticed_and_one_beyond_is_refused()
    {
        await using var host = await Fleet.StartAsync();
        using var control = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, control, channel0: 4);

        var beyond = await LiveView.SwitchAsync(control, live.ConnectionId, channel0: 5, stream: 0, state: 1);
        var stream = await LiveView.SwitchAsync(control, live.ConnectionId, channel0: 0, stream: 2, state: 1);

        Assert.Equal(3, (await live.FramesAsync(1))[0].Channel0);
        Assert.Equal(1, host.Devices[0].Facts.OneBasedChannels);
        Assert.NotEqual("OK", beyond.Line("FaultCode"));
        Assert.NotEqual("OK", stream.Line("FaultCode"));
    }

    [Fact]
    public async Task Nobody_joins_or_reserves_without_a_login()
    {
        await using var host = await Fleet.StartAsync();
        using var stranger = await RawConnection.OpenAsync(host);

        var reserved = await LiveView.ReserveAsync(stranger);
        var joined = await LiveView.JoinAsync(stranger, session: 1, connectionId: "1");

        Assert.NotEqual("OK", reserved.Line("FaultCode"));
        Assert.NotEqual("OK", joined.Line("FaultCode"));
    }

    [Fact]
    public async Task A_viewer_that_does_not_read_goes_on_at_a_key_frame_and_the_others_lose_nothing()
    {
        await using var host = await Fleet.StartAsync();
        using var control = await RawLogin.LoggedInAsync(host);
        using var slow = await LiveView.StartAsync(host, control, receiveBuffer: 4096);
        using var other = await LiveView.StartAsync(host, control);
        var facts = host.Devices[0].Facts;

        var others = new List<SeenFrame>();
        using (var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1)))
        {
            while (facts.FramesDropped < 5 && !limit.IsCancellationRequested)
                others.AddRange(await other.FramesAsync(10));
        }

        var dropped = facts.FramesDropped;
        var seen = await FramesOverTheHoleAsync(slow);

        Assert.InRange(dropped, 5, long.MaxValue);
        Assert.Equal(DhavFrameType.KeyVideo, seen.After.Type);
        Assert.Equal(Enumerable.Range(0, others.Count(frame => frame.IsVideo)), others.Where(frame => frame.IsVideo).Select(frame => (int)frame.Sequence));
    }

    /// <summary>The last picture before the hole and the first behind it.</summary>
    private static async Task<(SeenFrame Before, SeenFrame After)> FramesOverTheHoleAsync(LiveView view)
    {
        var last = (await view.FramesAsync(1))[0];
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!limit.IsCancellationRequested)
        {
            foreach (var frame in (await view.FramesAsync(1)).Where(frame => frame.IsVideo))
            {
                if (frame.Sequence != last.Sequence + 1)
                    return (last, frame);

                last = frame;
            }
        }

        throw new TimeoutException("no hole was seen");
    }
}

using DeviceCluster.Media.Dhav;
using DeviceCluster.Simulator.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Simulator.Tests.Live;

public class PaceTests
{
    [Fact]
    public async Task Frames_come_at_the_clips_rate_and_not_one_before_its_time()
    {
        var time = new FakeTimeProvider();
        await using var host = await Fleet.StartAsync(options => options with { Time = time });
        using var control = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, control);
        await live.FramesAsync(2);

        time.Advance(TimeSpan.FromSeconds(1));
        var frames = await live.FramesAsync(50);

        Assert.Equal((25, 25), (frames.Count(frame => frame.IsVideo), frames.Count(frame => !frame.IsVideo)));
        Assert.Equal(1000, frames[^1].Milliseconds);
        Assert.Equal(52, host.Devices[0].Facts.FramesSent);
    }

    [Fact]
    public async Task The_clip_plays_round_without_a_hole()
    {
        var time = new FakeTimeProvider();
        await using var host = await Fleet.StartAsync(options => options with { Time = time });
        using var control = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, control, stream: 1);
        var pictures = (await live.FramesAsync(2)).Where(frame => frame.IsVideo).ToList();

        // Ten seconds are one round of 120 pictures and 250 sounds.
        for (var second = 1; second <= 11; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            pictures.AddRange((await live.FramesAsync(37)).Where(frame => frame.IsVideo));
        }

        Assert.Equal(133, pictures.Count);
        Assert.Equal(Enumerable.Range(0, 133), pictures.Select(frame => (int)frame.Sequence));
        Assert.Equal(DhavFrameType.KeyVideo, pictures[120].Type);
        Assert.Equal(11_000, pictures[^1].Milliseconds);
    }

    [Fact]
    public async Task After_a_long_stop_a_stream_goes_on_from_now_with_a_key_frame()
    {
        var time = new FakeTimeProvider();
        await using var host = await Fleet.StartAsync(options => options with { Time = time, SessionTimeout = TimeSpan.FromDays(1) });
        using var control = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, control);
        await live.FramesAsync(2);
        // Until then the device thinks that a send is still under way, and five minutes would be too long for one.
        await Limit.UntilAsync(() => host.Devices[0].Facts.FramesSent == 2, "the end of the first send");

        time.Advance(TimeSpan.FromMinutes(5));
        var next = (await live.FramesAsync(1))[0];

        Assert.Equal((DhavFrameType.KeyVideo, 1u), (next.Type, next.Sequence));
        Assert.Equal(time.GetLocalNow().DateTime, next.LocalTime);
        Assert.InRange(host.Devices[0].Facts.FramesSent, 3, 4);
    }
}

using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;
using DeviceCluster.Simulator.Live;
using DeviceCluster.Simulator.Tests.Wire;

namespace DeviceCluster.Simulator.Tests.Live;

public sealed class ClipTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("simulator-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("extra.h264", VideoCodec.H264)]
    [InlineData("extra.h265", VideoCodec.H265)]
    public async Task A_file_of_ones_own_is_played_on_every_channel(string resource, VideoCodec codec)
    {
        var file = Path.Combine(_folder.FullName, "own" + Path.GetExtension(resource));
        await using (var from = typeof(SimulatorHost).Assembly.GetManifestResourceStream(resource)!)
        await using (var to = File.Create(file))
            await from.CopyToAsync(to);

        Assert.Equal([(codec, 352), (codec, 352)], await FirstFramesAsync(file));
    }

    [Fact]
    public async Task A_recording_in_the_devices_own_format_is_played()
    {
        var file = Path.Combine(_folder.FullName, "own.dav");
        await using (var host = await Fleet.StartAsync())
        {
            using var control = await RawLogin.LoggedInAsync(host);
            using var live = await LiveView.StartAsync(host, control, channel0: 3, stream: 1);
            await File.WriteAllBytesAsync(file, [.. (await live.FramesAsync(20)).SelectMany(frame => frame.Bytes)]);
        }

        Assert.Equal([(VideoCodec.H265, 352), (VideoCodec.H265, 352)], await FirstFramesAsync(file));
        await using var again = await Fleet.StartAsync(options => options with { Clip = file });
        using var viewer = await RawLogin.LoggedInAsync(again);
        using var view = await LiveView.StartAsync(again, viewer);
        var sounds = (await view.FramesAsync(10)).Where(frame => !frame.IsVideo).ToList();
        Assert.NotEmpty(sounds);
        Assert.All(sounds, sound => Assert.Equal(AudioCodec.ALaw, sound.Audio));
    }

    [Theory]
    [InlineData(1u, 2u, 1)]
    [InlineData(1u, 60u, 30)]
    [InlineData(1u, 480u, 240)]
    [InlineData(1u, 482u, 25)]
    [InlineData(2u, 3u, 25)]
    [InlineData(1u, uint.MaxValue, 25)]
    [InlineData(uint.MaxValue, 1u, 25)]
    [InlineData(0u, 50u, 25)]
    public void A_rate_that_cannot_be_counts_as_untold(uint units, uint ticks, int rate)
    {
        var clip = Clip.Create(VideoClip.Parse(TimedVideo.Create(units, ticks, pictures: 300)), []);

        Assert.Equal(TimeSpan.FromSeconds(300.0 / rate), clip.Length);
        Assert.Equal(TimeSpan.FromSeconds(299.0 / rate), clip.Frames[^1].At);
        Assert.Equal(300, clip.Frames.Count);
    }

    [Theory]
    [InlineData(1u, uint.MaxValue)]
    [InlineData(uint.MaxValue, 1u)]
    public async Task A_file_with_an_impossible_rate_is_played(uint units, uint ticks)
    {
        var file = Path.Combine(_folder.FullName, "odd.h264");
        await File.WriteAllBytesAsync(file, TimedVideo.Create(units, ticks, pictures: 300));

        Assert.Equal([(VideoCodec.H264, 352), (VideoCodec.H264, 352)], await FirstFramesAsync(file));
    }

    [Fact]
    public async Task A_file_that_is_no_video_stops_the_start()
    {
        var file = Path.Combine(_folder.FullName, "no.h264");
        await File.WriteAllTextAsync(file, "nothing to see");

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Fleet.StartAsync(options => options with { Clip = file }));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    private static async Task<(VideoCodec, int)[]> FirstFramesAsync(string clip)
    {
        await using var host = await Fleet.StartAsync(options => options with { Clip = clip });
        using var control = await RawLogin.LoggedInAsync(host);
        using var first = await LiveView.StartAsync(host, control, channel0: 0);
        using var fourth = await LiveView.StartAsync(host, control, channel0: 3, stream: 1);
        var frames = new[] { (await first.FramesAsync(1))[0], (await fourth.FramesAsync(1))[0] };
        return [.. frames.Select(frame => (frame.Video, frame.Width))];
    }
}

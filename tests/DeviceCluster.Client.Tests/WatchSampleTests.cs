using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.Client.Tests;

/// <summary>The sample as a developer runs it: a process beside a node, and a decoder that others wrote judges what it stored.</summary>
public sealed class WatchSampleTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_sample_lists_the_devices_reads_a_state_and_stores_ten_seconds_of_a_picture()
    {
        await using var fleet = await Recorders.StartAsync(devices: 2);
        await using var node = await NodeProcess.StartAsync();
        for (var n = 1; n <= 2; n++)
            await node.PbmAsync($"device add nvr-{n} -host {fleet.Devices[n - 1].Address} -port {fleet.DvripPort} -user admin", Recorders.Password);
        await node.WaitUntilAsync("device list", "(?s)Online.*Online", Soon);
        using var folder = new Scratch();

        await using var watch = RunningProgram.Start(
            Programs.Watch, ["--seeds", node.Seed, "--device", "nvr-1", "--channel", "1", "--file", folder["film.h264"]]);
        var code = await watch.ExitAsync(Soon);
        var seen = await Ffprobe.ReadAsync(folder["film.h264"], "-f", "h264");

        Assert.True(code == 0, watch.Output);
        Assert.Matches("(?m)^nvr-1 at .*: Online$", watch.Output);
        Assert.Matches("(?m)^nvr-2 at .*: Online$", watch.Output);
        Assert.Matches($"(?m)^nvr-1 is Online on {node.Seed}$", watch.Output);
        Assert.Equal(("h264", 1280, 720), (seen.Codec, seen.Width, seen.Height));
        Assert.InRange(seen.Frames, 200, 320);
    }

    [Fact]
    public async Task The_sample_says_what_is_wrong_with_its_settings()
    {
        await using var watch = RunningProgram.Start(Programs.Watch, ["--seeds", "node-1", "--device", "nvr-1", "--file", "x"]);

        Assert.Equal(64, await watch.ExitAsync(Soon));

        Assert.Contains("'node-1' is no host and port", watch.Output, StringComparison.Ordinal);
        Assert.Contains("--seeds HOST:PORT", watch.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_tells_a_refusal_in_words()
    {
        await using var node = await NodeProcess.StartAsync();
        using var folder = new Scratch();

        await using var watch = RunningProgram.Start(Programs.Watch, ["--seeds", node.Seed, "--device", "nobody", "--file", folder["film.h264"]]);

        Assert.Equal(1, await watch.ExitAsync(Soon));
        await Limits.UntilAsync(() => watch.Output.Contains("device nobody is not enrolled", StringComparison.Ordinal));
        Assert.False(File.Exists(folder["film.h264"]));
    }
}

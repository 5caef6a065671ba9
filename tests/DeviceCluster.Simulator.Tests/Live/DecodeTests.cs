using System.Diagnostics;
using DeviceCluster.Simulator.Tests.Wire;

namespace DeviceCluster.Simulator.Tests.Live;

/// <summary>What came over the wire, judged by somebody else's decoder.</summary>
public class DecodeTests
{
    [Theory]
    [InlineData(0, "h264,1280,720,25/1")]
    [InlineData(3, "hevc,1280,720,25/1")]
    public async Task A_recording_decodes_without_an_error(int channel0, string expected)
    {
        await using var host = await Fleet.StartAsync();
        using var control = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, control, channel0);
        var folder = Directory.CreateTempSubdirectory("simulator-tests-");
        try
        {
            var file = Path.Combine(folder.FullName, "live.dav");
            var frames = await live.FramesAsync(100);
            await File.WriteAllBytesAsync(file, [.. frames.SelectMany(frame => frame.Bytes)]);

            var video = await RunAsync("ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "stream=codec_name,width,height,r_frame_rate",
                "-of", "csv=p=0", file);
            var audio = await RunAsync("ffprobe", "-v", "error", "-select_streams", "a", "-show_entries", "stream=codec_name,sample_rate,channels",
                "-of", "csv=p=0", file);
            var errors = await RunAsync("ffmpeg", "-v", "error", "-xerror", "-i", file, "-f", "null", "-");

            Assert.Equal((expected, "pcm_alaw,8000,1", ""), (video, audio, errors));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return (await output + await errors).Trim();
    }
}

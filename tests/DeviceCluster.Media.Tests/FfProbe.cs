using System.ComponentModel;
using System.Diagnostics;

namespace DeviceCluster.Media.Tests;

/// <summary>ffprobe and ffmpeg as judges: what others read in what we wrote.</summary>
internal static class FfProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Lines of "key=value" of the streams, every frame counted.</summary>
    public static Task<string> StreamsAsync(string format, string file) =>
        RunAsync("ffprobe", "-v", "error", "-f", format, "-count_frames", "-of", "default=nw=1", "-show_entries",
            "stream=codec_name,width,height,sample_rate,channels,nb_read_frames,avg_frame_rate", file);

    /// <summary>Decodes all of it; what is returned are complaints.</summary>
    public static Task<string> DecodeAsync(string format, string file) =>
        RunAsync("ffmpeg", "-v", "warning", "-xerror", "-guess_layout_max", "0", "-f", format, "-i", file, "-f", "null", "-");

    private static async Task<string> RunAsync(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            using var limit = new CancellationTokenSource(Limit);
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return await output + await errors + (process.ExitCode == 0 ? "" : $"exit code {process.ExitCode}");
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{tool} is needed by this test: install the package ffmpeg", e);
        }
    }
}

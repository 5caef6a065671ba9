using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DeviceCluster.Testing.Processes;

/// <summary>What ffprobe, which others wrote, finds in a file: the judge of our media.</summary>
public sealed record Ffprobe(string Codec, int Width, int Height, int Frames, string Complaints)
{
    public static async Task<Ffprobe> ReadAsync(string file, params string[] format)
    {
        string[] arguments =
            [.. format, "-v", "error", "-count_frames", "-select_streams", "v:0", "-show_entries", "stream=codec_name,width,height,nb_read_frames", "-of", "json", file];
        using var process = Process.Start(new ProcessStartInfo("ffprobe", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var complaints = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        using var json = JsonDocument.Parse(output);
        var streams = json.RootElement.GetProperty("streams");
        if (streams.GetArrayLength() == 0)
            return new Ffprobe("none", 0, 0, 0, await complaints);
        var stream = streams[0];
        return new Ffprobe(
            stream.GetProperty("codec_name").GetString()!,
            stream.GetProperty("width").GetInt32(),
            stream.GetProperty("height").GetInt32(),
            int.Parse(stream.GetProperty("nb_read_frames").GetString()!, CultureInfo.InvariantCulture),
            await complaints);
    }
}

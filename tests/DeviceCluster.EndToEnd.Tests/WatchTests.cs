using DeviceCluster.Media.Dhav;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.EndToEnd.Tests;

/// <summary>The whole way of a picture: device protocol, library, actors, HTTP or pbm, and a decoder that others wrote.</summary>
public class WatchTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(45);

    [Theory]
    [InlineData(1, "h264")]
    [InlineData(4, "hevc")]
    public async Task A_recording_has_the_right_codec_and_size_and_no_decode_error(int channel, string codec)
    {
        await using var fleet = await Recorders.StartAsync();
        await using var node = await NodeProcess.StartAsync();
        await EnrolAsync(fleet, node);
        using var folder = new Scratch();

        var recorded = await node.PbmAsync($"live record nvr -channel {channel} -seconds 4 -container annexb -file {folder["film.bin"]}");
        var seen = await Ffprobe.ReadAsync(folder["film.bin"], "-f", codec);

        Assert.Equal(0, recorded.ExitCode);
        Assert.Equal((codec, 1280, 720, ""), (seen.Codec, seen.Width, seen.Height, seen.Complaints));
        Assert.InRange(seen.Frames, 75, 160);
    }

    [Fact]
    public async Task A_dav_recording_has_no_hole_and_good_checksums()
    {
        await using var fleet = await Recorders.StartAsync();
        await using var node = await NodeProcess.StartAsync();
        await EnrolAsync(fleet, node);
        using var folder = new Scratch();

        await node.PbmAsync($"live record nvr -channel 1 -seconds 4 -container dav -file {folder["film.dav"]}");
        var film = await File.ReadAllBytesAsync(folder["film.dav"]);
        var (frames, holes, bad) = Walk(film);

        Assert.InRange(frames, 75, 160);
        Assert.Equal((0, 0), (holes, bad));
    }

    // Frames of video in a file, holes in their numbers, and what is no frame or has a wrong checksum.
    private static (int Frames, int Holes, int Bad) Walk(ReadOnlySpan<byte> film)
    {
        var (frames, holes, bad) = (0, 0, 0);
        uint? last = null;
        while (film.Length > 0)
        {
            var status = DhavReader.TryRead(film, DhavLimits.Default, out var frame, out var consumed);
            if (status == DhavStatus.Frame && frame.Type is DhavFrameType.KeyVideo or DhavFrameType.DeltaVideo)
            {
                frames++;
                holes += last is { } before && frame.Sequence != before + 1 ? 1 : 0;
                bad += frame.ChecksumPresent && !frame.ChecksumGood ? 1 : 0;
                last = frame.Sequence;
            }
            bad += status == DhavStatus.Frame ? 0 : 1;
            if (consumed == 0)
                break;
            film = film[consumed..];
        }
        return (frames, holes, bad);
    }

    private static async Task EnrolAsync(Simulator.SimulatorHost fleet, NodeProcess node)
    {
        await node.PbmAsync($"device add nvr -host {fleet.Devices[0].Address} -port {fleet.DvripPort} -user admin", Recorders.Password);
        await node.WaitUntilAsync("device show nvr", "Online", Soon);
    }
}

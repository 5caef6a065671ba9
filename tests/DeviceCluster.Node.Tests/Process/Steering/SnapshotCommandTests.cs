namespace DeviceCluster.Node.Tests.Process.Steering;

/// <summary>Pictures that an operator takes.</summary>
[Collection(SteeredFleet.Collection)]
public sealed class SnapshotCommandTests(SteeredFleet fleet) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [WholeNodeFact]
    public async Task A_picture_is_written_to_a_file_and_told_with_its_size()
    {
        var file = Path.Combine(_folder.Path, "gate.jpg");
        var before = await PicturesAsync();

        var taken = await fleet.DoneAsync($"snapshot take gate -channel 2 -file {file}");

        var bytes = await File.ReadAllBytesAsync(file);
        var row = Assert.Single(taken.Rows);
        Assert.Equal(("gate", "2", "1280", "720", "no"), (row["device"], row["channel"], row["width"], row["height"], row["shared"]));
        Assert.Equal($"{bytes.Length}", row["bytes"]);
        Assert.Equal((0xFFD8, 0xFFD9), ((bytes[0] << 8) | bytes[1], (bytes[^2] << 8) | bytes[^1]));
        Assert.Equal(before + 1, await PicturesAsync());
    }

    [WholeNodeFact]
    public async Task A_picture_of_a_preset_is_taken_when_the_camera_stands_there()
    {
        await fleet.FreeAsync("gate");
        await fleet.DoneAsync("ptz goto gate -pan 10 -tilt 0");
        await fleet.UntilAsync("the camera there", async () => (await fleet.CameraAsync(SteeredFleet.Gate, 1)) is { Moving: false, Position.Pan: > 9.8 and < 10.2 });
        await fleet.DoneAsync("ptz preset gate set 7");
        await fleet.DoneAsync("ptz goto gate -pan 50 -tilt 10");

        await fleet.DoneAsync($"snapshot take gate -preset 7 -file {Path.Combine(_folder.Path, "door.jpg")}");

        Assert.True(await fleet.CameraAsync(SteeredFleet.Gate, 1) is { Moving: false, PresetReached: 7 });
        await fleet.DoneAsync("ptz preset gate delete 7");
    }

    [WholeNodeFact]
    public async Task A_watch_takes_one_after_the_other_and_tells_a_link_to_each_and_why_one_does_not_come()
    {
        await fleet.FaultAsync(SteeredFleet.Gate, "no-jpeg", new { count = 1 });

        var watched = await fleet.DoneAsync("snapshot watch gate -channel 4 -every 1.2 -count 2");

        Assert.Equal(2, watched.Rows.Count);
        Assert.Equal(("", "what the device sent is no whole JPEG picture"), (watched.Rows[0]["url"], watched.Rows[0]["error"]));
        Assert.Equal("", watched.Rows[1]["error"]);
        using var http = new HttpClient();
        Assert.Equal(watched.Rows[1]["bytes"], $"{(await http.GetByteArrayAsync(new Uri(watched.Rows[1]["url"]))).Length}");
    }

    [WholeNodeFact]
    public async Task What_cannot_be_taken_or_written_is_told_and_no_file_is_left()
    {
        var file = Path.Combine(_folder.Path, "none.jpg");
        await fleet.FaultAsync(SteeredFleet.Gate, "empty-picture", new { count = 1 });

        Assert.Equal((1, "what the device sent is no whole JPEG picture", "ask again; look at the device's own page whether it shows one"), await fleet.RefusedAsync($"snapshot take gate -channel 3 -file {file}"));
        Assert.Equal(
            (1, "the device has no channel 5: people count 1 to 4, the SDK 0 to 3", "use a channel from 1 to 4"), await fleet.RefusedAsync($"snapshot take gate -channel 5 -file {file}"));
        Assert.Equal((1, "this camera has no presets; it stands fast"), await ErrorAsync($"snapshot take gate -channel 2 -preset 1 -file {file}"));
        Assert.Equal((1, "there is no preset 300"), await ErrorAsync($"snapshot take gate -preset 300 -file {file}"));
        Assert.Equal((2, "-every 0"), await ErrorAsync("snapshot watch gate -every 0"));
        Assert.Equal(74, (await fleet.AskAsync($"snapshot take gate -file {_folder.Path}/no/such/folder.jpg")).Exit);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    private async Task<(int Exit, string Error)> ErrorAsync(string line)
    {
        var (exit, error, _) = await fleet.RefusedAsync(line);
        return (exit, error);
    }

    private async Task<long> PicturesAsync() => (await fleet.FactsAsync(SteeredFleet.Gate))["snapshots"]!.GetValue<long>();
}

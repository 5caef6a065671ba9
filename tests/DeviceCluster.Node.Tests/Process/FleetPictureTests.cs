using System.Text.RegularExpressions;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>Pictures of many devices, as an operator takes them: a job, and a file for each as its picture comes.</summary>
[Collection(FleetRecorders.Collection)]
public sealed partial class FleetPictureTests(FleetRecorders recorders) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private NodeProcess Node => recorders.Node;

    public void Dispose() => _folder.Dispose();

    [WholeNodeFact]
    public async Task Pictures_of_many_devices_are_a_file_each_and_who_gives_none_has_a_row_that_says_why()
    {
        // On a machine with much to do a recorder's time for its picture may be over, and it is asked again.
        PbmReply? taken = null, one = null;
        await Node.UntilAsync("two pictures of three devices", async () =>
            Results(taken = await recorders.AskAsync($"snapshot take nvr-1,nvr-2,stranger -channel 2 -file {_folder.Path}/at-{{device}}.jpg"))
                .Count(result => result.EndsWith("Done", StringComparison.Ordinal)) == 2);
        await Node.UntilAsync("a picture of one device", async () =>
            (one = await recorders.AskAsync($"snapshot take nvr-3 -file {_folder.Path}/{{device}}.jpg")).Exit == 0);

        Assert.True(taken!.Exit == 5, $"{taken} {Node.Log}");
        Assert.Equal("partly-done", taken.ErrorCode);
        Assert.Equal(["nvr-1 Done", "nvr-2 Done", "stranger Refused"], Results(taken));
        Assert.Equal("device stranger is not enrolled", Row(taken, "stranger")["reason"]);
        Assert.Matches(@"^job \d+, snapshot of channel 2: 2 done, 1 refused, 0 not known, 0 cancelled$", taken.Lines[0]);
        Assert.Equal("nvr-3", Row(one!, "nvr-3")["device"]);
        Assert.Equal(
            ["at-nvr-1.jpg", "at-nvr-2.jpg", "nvr-3.jpg"], Directory.EnumerateFiles(_folder.Path).Select(file => Path.GetFileName(file)!).Order());
        foreach (var device in (string[])["nvr-1", "nvr-2"])
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(_folder.Path, $"at-{device}.jpg"));
            var row = Row(taken, device);
            Assert.Equal([0xff, 0xd8], bytes[..2]);
            Assert.Equal(("2", "1280", "720", $"{bytes.Length}"), (row["channel"], row["width"], row["height"], row["bytes"]));
            Assert.NotEqual("", row["at"]);
        }
    }

    [WholeNodeFact]
    public async Task Pictures_at_a_preset_are_a_job_that_moves_the_cameras_and_obeys_who_has_them()
    {
        await recorders.FreeAsync();
        Assert.Equal(0, (await recorders.AskAsync("ptz goto nvr-1,nvr-2 -pan 20 -tilt 3")).Exit);
        await Node.UntilAsync("the cameras there", () => Task.FromResult(
            recorders.Camera(0) is { Moving: false, Position.Pan: > 19.8 and < 20.2 } && recorders.Camera(1) is { Moving: false, Position.Pan: > 19.8 and < 20.2 }));
        foreach (var line in (string[])["ptz preset nvr-1,nvr-2 -what set -number 9", "ptz goto nvr-1,nvr-2 -pan 50 -tilt 10"])
            Assert.Equal(0, (await recorders.AskAsync(line)).Exit);
        await recorders.FreeAsync();
        Assert.Equal(0, (await recorders.AskAsync("ptz lease nvr-2 take -seconds 300 -as guard -priority 90")).Exit);

        PbmReply? taken = null;
        await Node.UntilAsync("a picture of one of two devices", async () =>
            Results(taken = await recorders.AskAsync($"snapshot take nvr-1,nvr-2 -preset 9 -file {_folder.Path}/{{device}}.jpg")).First() == "nvr-1 Done");
        var job = (await recorders.AskAsync("job list")).Rows[0];
        await recorders.FreeAsync();

        Assert.Equal((5, "nvr-2 Refused"), (taken!.Exit, Results(taken).Last()));
        Assert.Contains("is held by guard (priority 90)", Row(taken, "nvr-2")["reason"], StringComparison.Ordinal);
        Assert.Equal([$"{_folder.Path}/nvr-1.jpg"], Directory.EnumerateFiles(_folder.Path));
        Assert.Equal(9, recorders.Camera(0).PresetReached);
        Assert.NotEqual(9, recorders.Camera(1).PresetReached);
        Assert.StartsWith("snapshot of channel 1 at preset 9 as pbm ", job["what"], StringComparison.Ordinal);
        Assert.Equal(("Ended", "1", "1"), (job["phase"], job["done"], job["refused"]));
    }

    [WholeNodeFact]
    public async Task One_file_for_many_pictures_is_refused_and_nothing_is_written()
    {
        var file = Path.Combine(_folder.Path, "gate.jpg");
        await File.WriteAllTextAsync(file, "of yesterday");

        var many = await recorders.AskAsync($"snapshot take nvr-1,nvr-2 -file {file}");
        var shown = await recorders.AskAsync($"snapshot take nvr-1,nvr-2 -dry-run -file {_folder.Path}/{{device}}.jpg");
        var behind = await Node.PbmAsync($"snapshot take nvr-1,nvr-2 -background -file {_folder.Path}/{{device}}.jpg");

        Assert.Equal((2, "one file does not hold the pictures of many devices"), (many.Exit, many.Error));
        Assert.Equal("'snapshot of channel 1' would go to 2 devices; nothing was ordered", shown.Lines[0]);
        Assert.Equal(2, behind.Exit);
        Assert.Contains("snapshot take has no switch '-background'", OneLine().Replace(behind.Error, " "), StringComparison.Ordinal);
        Assert.Equal("of yesterday", await File.ReadAllTextAsync(file));
        Assert.Single(Directory.EnumerateFiles(_folder.Path));
    }

    [WholeNodeFact]
    public async Task Who_stops_watching_does_not_stop_the_pictures_and_a_cancelled_job_takes_no_more()
    {
        // One after the other and at a pace: this takes some seconds.
        var many = string.Join(',', Enumerable.Range(0, 400).Select(n => $"stranger-{n}"));
        var before = (await recorders.AskAsync("job list")).Rows.Count;
        using var pbm = Node.StartPbm($"snapshot take {many} -parallel 1 -file {_folder.Path}/{{device}}.jpg");
        await Node.UntilAsync("the job begun", async () =>
            (await recorders.AskAsync("job list")).Rows is [var first, ..] all && all.Count > before && first["refused"] != "0");
        var job = (await recorders.AskAsync("job list")).Rows[0]["job"];

        await ProgramRun.OfAsync("/bin/kill", ["-INT", $"{pbm.Id}"]);
        using var limit = new CancellationTokenSource(ProgramRun.Limit);
        var error = await pbm.StandardError.ReadToEndAsync(limit.Token);
        await pbm.WaitForExitAsync(limit.Token);
        var phase = (await recorders.AskAsync("job list")).Rows[0]["phase"];
        var cancelled = await recorders.AskAsync($"job cancel {job}");
        var watched = await recorders.AskAsync($"job watch {job}");

        Assert.Equal((130, "Running", 0), (pbm.ExitCode, phase, cancelled.Exit));
        Assert.Contains($"cancelled; job {job} goes on: 'job watch {job}' shows it, 'job cancel {job}' ends it", OneLine().Replace(error, " "), StringComparison.Ordinal);
        Assert.Contains(watched.Rows, row => row["result"] == "Cancelled");
    }

    [WholeNodeFact]
    public async Task A_line_sent_again_is_the_same_job_whose_pictures_are_told_as_gone_when_nobody_keeps_them_any_more()
    {
        await using var node = await NodeProcess.StartAsync(
            folder: null, ("Sdk__DiscoveryPort", $"{recorders.Simulator.DiscoveryPort}"), ("Snapshots__Kept", "10s"));
        await Watched.EnrolAsync(node, recorders.Simulator);
        await using var line = new PbmLine(node, "snapshot", "take", new()
        {
            ["id"] = "nvr-1,nvr-2,nvr-3",
            ["channel"] = "2",
            ["file"] = "{device}.jpg",
        });

        var first = await line.SendAsync();
        var job = Assert.Single(PbmReply.Of((await node.PbmAsync("job list --output json")).Out).Rows);
        IReadOnlyList<string> again = [];
        await node.UntilAsync("the pictures gone", async () =>
            (again = await line.SendAsync()).Count(row => row.EndsWith("Refused the picture is not kept any more", StringComparison.Ordinal)) == int.Parse(job["done"], null));
        var jobs = PbmReply.Of((await node.PbmAsync("job list --output json")).Out).Rows;

        Assert.True(job["done"] != "0", node.Log);
        Assert.Equal(3, first.Count(row => row.StartsWith("nvr-", StringComparison.Ordinal)));
        Assert.Contains($"{job["done"]} of them were carried out and what came of it could not be read: each row says why", again);
        Assert.Equal("1: none of 3 devices did what was ordered", again[^1]);
        Assert.Equal(("1", job["done"]), (Assert.Single(jobs)["job"], jobs[0]["done"]));
    }

    private static IReadOnlyDictionary<string, string> Row(PbmReply answer, string device) => answer.Rows.Single(row => row["device"] == device);

    private static IEnumerable<string> Results(PbmReply answer) => answer.Rows.Select(row => $"{row["device"]} {row["result"]}").Order();

    [GeneratedRegex(@"\s+")]
    private static partial Regex OneLine();
}

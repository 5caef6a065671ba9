namespace DeviceCluster.Node.Tests.Process;

/// <summary>Orders to the cameras of many devices, as an operator gives them; the cameras say what they did.</summary>
[Collection(FleetRecorders.Collection)]
public sealed class FleetCameraTests(FleetRecorders recorders) : IAsyncLifetime
{
    private NodeProcess Node => recorders.Node;

    public Task InitializeAsync() => Node is null ? Task.CompletedTask : recorders.FreeAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [WholeNodeFact]
    public async Task A_move_of_many_is_a_job_and_every_camera_stops_by_itself_when_its_time_is_over()
    {
        double[] before = [Pan(0), Pan(1)];
        int[] stops = [Stops(0), Stops(1)];

        var moved = await recorders.AskAsync("ptz move nvr-1,nvr-2,stranger -direction right -speed 0.1 -seconds 3");
        // The device's own time-out would end the move too, and say nothing of a stop.
        await Node.UntilAsync("the cameras told to stop", () => Task.FromResult(Stops(0) > stops[0] && Stops(1) > stops[1]));
        var zoomed = await recorders.AskAsync("ptz zoom nvr-1,nvr-2 -way in -speed 0.1 -seconds 0.3");
        var turned = await recorders.AskAsync("ptz focus nvr-1,nvr-2 -way near -seconds 0.2");
        var opened = await recorders.AskAsync("ptz iris nvr-1,nvr-2 -way open -seconds 0.2");

        Assert.Equal((5, "nvr-1 Done, nvr-2 Done, stranger Refused"), (moved.Exit, Results(moved)));
        Assert.Matches("^job [0-9]+, ptz move of channel 1 as pbm .*pan 0.1, tilt 0, zoom 0, 3 s: 2 done, 1 refused, 0 not known, 0 cancelled$", moved.Lines[0]);
        Assert.Equal((0, 0, 0), (zoomed.Exit, turned.Exit, opened.Exit));
        await Node.UntilAsync("the cameras standing", () => Task.FromResult(!recorders.Camera(0).Moving && !recorders.Camera(1).Moving));
        Assert.All((int[])[0, 1], device => Assert.NotEqual(before[device], Pan(device)));
    }

    [WholeNodeFact]
    public async Task Of_many_cameras_one_that_somebody_has_is_a_row_with_its_reason_and_the_others_go_where_they_are_sent()
    {
        Assert.Equal(0, (await recorders.AskAsync("ptz lease nvr-2 take -seconds 300 -as guard -priority 90")).Exit);

        var sent = await recorders.AskAsync("ptz goto nvr-1,nvr-2,nvr-3 -pan 33 -tilt 5");
        var status = await recorders.AskAsync("ptz status nvr-1,nvr-2,stranger");

        Assert.Equal((5, "nvr-1 Done, nvr-2 Refused, nvr-3 Done"), (sent.Exit, Results(sent)));
        Assert.Contains("is held by guard (priority 90)", Row(sent, "nvr-2")["reason"], StringComparison.Ordinal);
        await Node.UntilAsync("the cameras there", () => Task.FromResult(
            recorders.Camera(0) is { Moving: false, Position.Pan: > 32.8 and < 33.2 } && recorders.Camera(2) is { Moving: false, Position.Pan: > 32.8 and < 33.2 }));
        Assert.Equal((5, "nvr-1 Done, nvr-2 Done, stranger Refused"), (status.Exit, Results(status)));
        Assert.Equal(("1", "guard"), (Row(status, "nvr-2")["channel"], Row(status, "nvr-2")["holder"]));
        Assert.StartsWith("pbm ", Row(status, "nvr-1")["holder"], StringComparison.Ordinal);
        Assert.Equal("ptz status of channel 1: 2 done, 1 not", status.Lines[0]);
    }

    [WholeNodeFact]
    public async Task What_cameras_do_by_themselves_is_begun_and_ended_at_many_and_a_pattern_is_recorded_at_one()
    {
        foreach (var line in (string[])[
            "ptz preset nvr-1,nvr-2 -what set -number 1", "ptz tour nvr-1,nvr-2 -what clear -number 1", "ptz tour nvr-1,nvr-2 -what add -number 1 -preset 1",
            "ptz tour nvr-1,nvr-2 -what start -number 1"])
            Assert.Equal(0, (await recorders.AskAsync(line)).Exit);
        Assert.Equal(("tour", "tour"), (recorders.Camera(0).Run, recorders.Camera(1).Run));

        var stopped = await recorders.AskAsync("ptz tour nvr-1,nvr-2 -what stop -number 1");
        var recorded = await recorders.AskAsync("ptz pattern nvr-1,nvr-2 -what begin -number 1");
        var round = await recorders.AskAsync("ptz pan nvr-1,nvr-2 -what start -dry-run");

        Assert.Equal((0, "nvr-1 Done, nvr-2 Done"), (stopped.Exit, Results(stopped)));
        Assert.Equal((null, null), (recorders.Camera(0).Run, recorders.Camera(1).Run));
        Assert.Equal((2, "a pattern is recorded at one camera at a time"), (recorded.Exit, recorded.Error));
        Assert.EndsWith("would go to 2 devices; nothing was ordered", round.Lines[0], StringComparison.Ordinal);
    }

    [WholeNodeFact]
    public async Task What_is_for_one_camera_in_front_of_somebody_takes_no_selectors()
    {
        foreach (var line in (string[])["ptz menu -all -key open", "ptz lease -tag site=hq -what take", "ptz command -all -name RESETZERO"])
            Assert.Equal(2, (await Node.PbmAsync(line)).Exit);
        var menu = await recorders.AskAsync("ptz menu nvr-1,nvr-2 open");
        Assert.Equal((2, "'nvr-1,nvr-2' is no device id"), (menu.Exit, menu.Error));
    }

    private int Stops(int device) => recorders.Camera(device).Log.Count(line => line.What == "ptz.stop Continuously");

    private double Pan(int device) => recorders.Camera(device).Position.Pan;

    private static IReadOnlyDictionary<string, string> Row(PbmReply answer, string device) => answer.Rows.Single(row => row["device"] == device);

    private static string Results(PbmReply answer) => string.Join(", ", answer.Rows.Select(row => $"{row["device"]} {row["result"]}").Order());
}

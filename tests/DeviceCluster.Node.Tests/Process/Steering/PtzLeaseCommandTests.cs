namespace DeviceCluster.Node.Tests.Process.Steering;

/// <summary>Two who want one camera.</summary>
[Collection(SteeredFleet.Collection)]
public sealed class PtzLeaseCommandTests(SteeredFleet fleet) : IAsyncLifetime
{
    public Task InitializeAsync() => fleet.FreeAsync("gate", channel: 3);

    public Task DisposeAsync() => Task.CompletedTask;

    // Who lost a camera is told so by his next order: each test has people of its own.
    [WholeNodeFact]
    public async Task Who_has_a_camera_keeps_it_until_he_gives_it_back_or_a_higher_priority_takes_it_which_he_is_told()
    {
        var taken = await fleet.DoneAsync("ptz lease gate take -channel 3 -as ann -seconds 300");
        var refused = await fleet.AskAsync("ptz move gate left -channel 3 -as bob");
        var over = await fleet.DoneAsync("ptz move gate left -channel 3 -as chief -priority 80 -seconds 0.2");
        var told = await fleet.AskAsync("ptz move gate left -channel 3 -as ann");
        var again = await fleet.AskAsync("ptz move gate left -channel 3 -as ann");

        Assert.StartsWith("gate channel 3: done; ann has it until ", taken.Lines[0], StringComparison.Ordinal);
        Assert.Equal((1, "busy"), (refused.Exit, refused.ErrorCode));
        Assert.Matches(@"^the camera is held by ann \(priority 50\) until [0-9-]{10} [0-9:.]{10}Z$", refused.Error);
        Assert.Equal("wait until then, or order with a priority above 50", refused.Remedy);
        Assert.StartsWith("gate channel 3: done; chief has it until ", over.Lines[0], StringComparison.Ordinal);
        Assert.Matches(@"^chief \(priority 80\) took over at ", told.Error);
        Assert.Matches(@"^the camera is held by chief \(priority 80\)", again.Error);
        Assert.Equal("chief", (await fleet.DoneAsync("ptz status gate -channel 3"))["holder"]);

        Assert.Equal("gate channel 3: done", (await fleet.DoneAsync("ptz lease gate release -channel 3 -as chief")).Lines[0]);
        Assert.Equal("", (await fleet.DoneAsync("ptz status gate -channel 3"))["holder"]);
    }

    [WholeNodeFact]
    public async Task Who_holds_a_camera_has_it_as_long_as_his_command_runs_and_ctrl_c_gives_it_back()
    {
        using var pbm = fleet.Node.StartPbm("ptz lease gate hold -channel 3 -as beth");
        await HeldByAsync("beth");

        await ProgramRun.OfAsync("/bin/kill", ["-INT", $"{pbm.Id}"]);
        await EndAsync(pbm);

        Assert.Equal(130, pbm.ExitCode);
        await HeldByAsync("");
    }

    [WholeNodeFact]
    public async Task Who_loses_the_camera_that_he_holds_is_told_to_whom_at_once()
    {
        using var pbm = fleet.Node.StartPbm("ptz lease gate hold -channel 3 -as cleo");
        await HeldByAsync("cleo");

        await fleet.DoneAsync("ptz lease gate take -channel 3 -as boss -priority 80");
        var error = await EndAsync(pbm);

        Assert.Equal(1, pbm.ExitCode);
        Assert.Contains("boss took the camera over", error, StringComparison.Ordinal);
        await fleet.DoneAsync("ptz lease gate release -channel 3 -as boss");
    }

    [WholeNodeFact]
    public async Task A_camera_that_stands_fast_cannot_be_taken_nor_for_longer_than_a_lease_may_last()
    {
        Assert.Equal(
            (1, "this camera cannot be moved; it stands fast", "order what it can do: 'device capabilities gate -channel 2' tells it"),
            await fleet.RefusedAsync("ptz lease gate take -channel 2"));
        Assert.Equal((2, "-seconds 601", "seconds, from 1 to 600"), await fleet.RefusedAsync("ptz lease gate take -seconds 601"));
        Assert.Equal((2, "what 'keep'", "one of: hold, release, take"), await fleet.RefusedAsync("ptz lease gate keep"));
        Assert.Equal((2, "-priority 101", "a whole number from 0 to 100"), await fleet.RefusedAsync("ptz lease gate take -priority 101"));
    }

    [WholeNodeFact]
    public async Task What_a_node_is_told_of_the_longest_move_and_lease_is_what_pbm_takes_and_the_node_does()
    {
        await using var node = await NodeProcess.StartAsync(folder: null, ("Ptz__LongestMove", "90s"), ("Ptz__LongestLease", "30s"));
        await SteeredFleet.EnrolAsync(node, "spare", fleet.Place, SteeredFleet.Spare);
        async Task<PbmReply> AskAsync(string line) => PbmReply.Of((await node.PbmAsync($"{line} --output json")).Out);

        var (tooFar, moved, stopped) = (await AskAsync("ptz move spare left -seconds 91"), await AskAsync("ptz move spare left -seconds 90"), await AskAsync("ptz stop spare"));
        var (tooLong, taken) = (await AskAsync("ptz lease spare take -seconds 31"), await AskAsync("ptz lease spare take"));

        Assert.Equal((2, "-seconds 91", "seconds, from 0.1 to 90"), (tooFar.Exit, tooFar.Error, tooFar.Remedy));
        Assert.True(moved.Exit == 0 && stopped.Exit == 0, $"{moved}\n{stopped}\n{node.Log}");
        Assert.Equal((2, "-seconds 31", "seconds, from 1 to 30"), (tooLong.Exit, tooLong.Error, tooLong.Remedy));
        Assert.True(taken.Exit == 0, $"{taken}\n{node.Log}");
        Assert.Contains("how long, 0.1 to 90", (await node.PbmAsync("help ptz move")).Out, StringComparison.Ordinal);
    }

    private Task HeldByAsync(string who) =>
        fleet.UntilAsync($"the camera with '{who}'", async () => (await fleet.DoneAsync("ptz status gate -channel 3"))["holder"] == who);

    private static async Task<string> EndAsync(System.Diagnostics.Process pbm)
    {
        using var limit = new CancellationTokenSource(ProgramRun.Limit);
        var error = await pbm.StandardError.ReadToEndAsync(limit.Token);
        await pbm.WaitForExitAsync(limit.Token);
        return error.ReplaceLineEndings(" ");
    }
}

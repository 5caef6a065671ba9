using System.Text.Json;
using System.Text.RegularExpressions;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>Orders to many devices, as an operator gives them.</summary>
public sealed partial class FleetCommandTests : IAsyncLifetime
{
    private NodeProcess? _node;

    private NodeProcess Node => _node!;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Programs.Library))
            return;
        _node = await NodeProcess.StartAsync();
        foreach (var device in (string[])["gate", "yard", "barn"])
        {
            // Nobody listens there: these tests are about orders that need no session.
            var added = await Node.PbmAsync($"device add {device} -host 127.0.0.1 -port 9 -user admin", "pass");
            Assert.True(added.Exit == 0, added.Error + Node.Log);
        }
    }

    public async Task DisposeAsync()
    {
        if (_node is not null)
            await _node.DisposeAsync();
    }

    [WholeNodeFact]
    public async Task An_order_to_some_by_their_ids_is_a_job_with_a_result_for_each_and_one_to_a_single_device_is_none()
    {
        var single = await Node.AskAsync("device disable barn");
        var both = await Node.AskAsync("device disable gate,yard");
        var jobs = Rows(await Node.AskAsync("job list"));

        Assert.Equal((0, "barn: done"), (Exit(single), single.GetProperty("text")[0].GetString()));
        Assert.Equal(0, Exit(both));
        Assert.Equal(["gate Done", "yard Done"], Rows(both).Select(row => $"{row["device"]} {row["result"]}").Order());
        Assert.Equal("job 1, disable: 2 done, 0 refused, 0 not known, 0 cancelled", both.GetProperty("text")[0].GetString());
        var job = Assert.Single(jobs);
        Assert.Equal(("1", "disable", "Ended", "2", "2"), (job["job"], job["what"], job["phase"], job["devices"], job["done"]));
        Assert.StartsWith("pbm ", job["who"], StringComparison.Ordinal);
    }

    [WholeNodeFact]
    public async Task An_order_that_some_refuse_ends_with_5_and_one_that_all_refuse_with_1()
    {
        await Node.PbmAsync("device disable gate");

        var some = await Node.AskAsync("device enable gate,stranger");
        var none = await Node.AskAsync("device enable stranger,nobody -parallel 1");
        var shown = await Node.AskAsync("job watch 1");

        Assert.Equal((5, "partly-done"), (Exit(some), some.GetProperty("errorCode").GetString()));
        Assert.Equal("1 of 2 devices did not do what was ordered", some.GetProperty("error").GetString());
        Assert.Equal("device stranger is not enrolled", Rows(some).Single(row => row["device"] == "stranger")["reason"]);
        Assert.Equal((1, "none-done"), (Exit(none), none.GetProperty("errorCode").GetString()));
        Assert.Equal(5, Exit(shown));
        Assert.Equal(Rows(some).Select(row => row["device"]), Rows(shown).Select(row => row["device"]));
    }

    [WholeNodeFact]
    public async Task A_dry_run_shows_who_would_be_told_and_orders_nothing()
    {
        await Node.UntilAsync("all in the list", async () => Rows(await Node.AskAsync("device list")).Length == 3);

        var all = await Node.AskAsync("device disable -all -dry-run");
        var two = await Node.AskAsync("device disable -all -limit 2 -dry-run");

        Assert.Equal(["barn", "gate", "yard"], Rows(all).Select(row => row["device"]));
        Assert.Equal("'disable' would go to 3 devices; nothing was ordered", all.GetProperty("text")[0].GetString());
        Assert.Equal(["barn", "gate"], Rows(two).Select(row => row["device"]));
        Assert.Empty(Rows(await Node.AskAsync("job list")));
    }

    [WholeNodeFact]
    public async Task What_selects_nobody_or_means_two_things_is_told()
    {
        var (nothing, both, tag, few) = (
            await Node.AskAsync("device disable"), await Node.AskAsync("device disable gate -all"), await Node.AskAsync("device disable -tag site=east"),
            await Node.AskAsync("device disable gate,yard -parallel 65"));

        Assert.Equal((2, "no device is selected"), (Exit(nothing), nothing.GetProperty("error").GetString()));
        Assert.Equal((2, "all devices and some by their ids cannot both be meant"), (Exit(both), both.GetProperty("error").GetString()));
        Assert.Equal((1, "nothing-selected"), (Exit(tag), tag.GetProperty("errorCode").GetString()));
        Assert.Equal((2, "-parallel 65"), (Exit(few), few.GetProperty("error").GetString()));
    }

    [WholeNodeFact]
    public async Task A_job_in_the_background_tells_its_number_and_goes_on_also_one_of_a_single_device()
    {
        var started = await Node.AskAsync("device retry gate -background");
        var watched = await Node.AskAsync("job watch 1");
        var (unknown, wrong) = (await Node.AskAsync("job watch 7"), await Node.AskAsync("job cancel x"));

        Assert.Equal("job 1: retry at 1 device; 'job watch 1' shows how it goes", started.GetProperty("text")[0].GetString());
        Assert.Equal(["gate Done"], Rows(watched).Select(row => $"{row["device"]} {row["result"]}"));
        Assert.Equal((1, "there is no job 7"), (Exit(unknown), unknown.GetProperty("error").GetString()));
        Assert.Equal((2, "'x' is no job"), (Exit(wrong), wrong.GetProperty("error").GetString()));
    }

    [WholeNodeFact]
    public async Task Who_stops_watching_does_not_stop_the_job_and_is_told_so_and_a_cancelled_job_leaves_the_others_alone()
    {
        // One after the other and at a pace: this takes some seconds.
        var many = string.Join(',', Enumerable.Range(0, 400).Select(n => $"stranger-{n}"));
        using var pbm = Node.StartPbm($"device disable {many} -parallel 1");
        await Node.UntilAsync("the job begun", async () => Rows(await Node.AskAsync("job list")) is [var job] && job["refused"] != "0");

        await ProgramRun.OfAsync("/bin/kill", ["-INT", $"{pbm.Id}"]);
        using var limit = new CancellationTokenSource(ProgramRun.Limit);
        var error = await pbm.StandardError.ReadToEndAsync(limit.Token);
        await pbm.WaitForExitAsync(limit.Token);
        var after = Rows(await Node.AskAsync("job list")).Single();
        await Node.UntilAsync("the job going on", async () => Number(Rows(await Node.AskAsync("job list")).Single(), "refused") > Number(after, "refused"));
        var cancelled = await Node.AskAsync("job cancel 1");
        var watched = await Node.AskAsync("job watch 1");

        Assert.Equal(130, pbm.ExitCode);
        Assert.Contains("cancelled; job 1 goes on: 'job watch 1' shows it, 'job cancel 1' ends it", OneLine().Replace(error, " "), StringComparison.Ordinal);
        Assert.Equal(0, Exit(cancelled));
        Assert.Equal(1, Exit(watched));
        Assert.Equal(400, Rows(watched).Length);
        Assert.Contains(Rows(watched), row => row["result"] == "Cancelled");
        // The order that was under way then is written down behind it.
        await Node.UntilAsync("the cancelling written down", async () => Rows(await Node.AskAsync("audit list")).Any(entry => entry["what"] == "cancel job 1"));
        var entry = Assert.Single(Rows(await Node.AskAsync("audit list")), entry => entry["what"] == "cancel job 1");
        Assert.Equal("done", entry["result"]);
    }

    private static Dictionary<string, string>[] Rows(JsonElement answer) =>
        [.. answer.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateObject().ToDictionary(cell => cell.Name, cell => cell.Value.GetString()!))];

    private static int Number(Dictionary<string, string> row, string column) => int.Parse(row[column], null);

    private static int Exit(JsonElement answer) => answer.GetProperty("exit").GetInt32();

    [GeneratedRegex(@"\s+")]
    private static partial Regex OneLine();
}

using System.Text.Json;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>Questions and orders to many devices over their sessions, as an operator gives them.</summary>
[Collection(FleetRecorders.Collection)]
public sealed class FleetSessionTests(FleetRecorders recorders)
{
    private NodeProcess Node => recorders.Node;

    [WholeNodeFact]
    public async Task All_cameras_of_a_selection_are_stopped_at_once_and_it_is_no_job()
    {
        await recorders.FreeAsync();
        foreach (var device in (string[])["nvr-1", "nvr-2"])
            Assert.Equal(0, (await Node.PbmAsync($"ptz move {device} right -speed 0.05 -seconds 60")).Exit);
        Assert.True(recorders.Camera(0).Moving && recorders.Camera(1).Moving);
        var jobs = Rows(await Node.AskAsync("job list")).Length;

        var stopped = await Node.AskAsync("ptz stop nvr-1,nvr-2,stranger");

        Assert.Equal(5, Exit(stopped));
        Assert.Equal(["nvr-1 Done", "nvr-2 Done", "stranger Refused"], Results(stopped));
        Assert.False(recorders.Camera(0).Moving || recorders.Camera(1).Moving);
        Assert.Equal(jobs, Rows(await Node.AskAsync("job list")).Length);
    }

    [WholeNodeFact]
    public async Task A_preset_and_a_table_go_to_many_as_jobs_and_who_ordered_stands_at_each_device()
    {
        await recorders.FreeAsync();
        var preset = await Node.AskAsync("ptz preset nvr-1,nvr-2 set 7 -name door");
        var written = await Node.AskAsync("""config set nvr-1,nvr-2 -table General -json {"MachineName":"north"}""");
        var differ = await Node.AskAsync("config diff nvr-1,nvr-2 -table General -with nvr-1");
        var read = await Node.AskAsync("config get nvr-1,nvr-2 -table General");

        Assert.Equal(["nvr-1 Done", "nvr-2 Done"], Results(preset));
        Assert.Contains(7, recorders.Camera(0).Presets);
        Assert.Contains(7, recorders.Camera(1).Presets);
        Assert.Equal(["nvr-1 Done", "nvr-2 Done"], Results(written));
        Assert.Equal("0", Row(differ, "nvr-1")["differences"]);
        Assert.All(Rows(read), row => Assert.Contains("\"MachineName\":\"north\"", row["json"], StringComparison.Ordinal));
        JsonElement audit = default;
        await Node.UntilAsync("the orders written down", async () =>
            Rows(audit = await Node.AskAsync("audit list")).Count(row => row["what"].StartsWith("ptz preset 7 Set of channel 1 as ", StringComparison.Ordinal)) == 2);
        Assert.All(
            Rows(audit).Where(row => row["what"].StartsWith("ptz preset 7 Set of channel 1 as ", StringComparison.Ordinal)), row => Assert.StartsWith("pbm ", row["who"], StringComparison.Ordinal));
    }

    [WholeNodeFact]
    public async Task Tags_are_written_on_many_and_select_them_and_each_audit_entry_says_who()
    {
        var tagged = await Node.AskAsync("device tag nvr-2,nvr-3 -set wing=east");
        await Node.UntilAsync("the tags in the list", async () => Rows(await Node.AskAsync("clock drift -tag wing=east -dry-run")).Length == 2);
        var drift = await Node.AskAsync("clock drift -tag wing=east");
        var check = await Node.AskAsync("device check -tag wing=east -parallel 1");
        JsonElement audit = default;
        await Node.UntilAsync("the tags written down", async () =>
            Rows(audit = await Node.AskAsync("audit list")).Count(row => row["what"] == "tag wing=east") == 2);

        Assert.Equal(["nvr-2 Done", "nvr-3 Done"], Results(tagged));
        Assert.Equal(["nvr-2 Done", "nvr-3 Done"], Results(drift));
        Assert.Equal("clock drift: 2 done, 0 not", Text(drift));
        Assert.Equal(["nvr-2 Done", "nvr-3 Done"], Results(check));
        Assert.All(Rows(check), row => Assert.NotEqual("0", row["good"]));
        Assert.All(
            Rows(audit).Where(row => row["what"] == "tag wing=east"), row => Assert.StartsWith("pbm ", row["who"], StringComparison.Ordinal));
    }

    [WholeNodeFact]
    public async Task What_devices_say_of_themselves_and_of_their_clocks_is_a_row_for_each()
    {
        var info = await recorders.AskAsync("device info nvr-1,nvr-2,stranger");
        var can = await recorders.AskAsync("device capabilities nvr-1,nvr-2 -channel 2");
        var clocks = await recorders.AskAsync("clock show nvr-1,nvr-2");
        var dry = await recorders.AskAsync("device info -all -dry-run");
        var one = await recorders.AskAsync("device info nvr-1");

        Assert.Equal((5, "device info: 2 done, 1 not"), (info.Exit, info.Lines[0]));
        Assert.Equal("device stranger is not enrolled", Of(info, "stranger")["reason"]);
        Assert.Equal(("", ""), (Of(info, "stranger")["type"], Of(info, "stranger")["notTold"]));
        var told = Of(info, "nvr-1");
        foreach (var property in (string[])["type", "version", "serial", "machineName", "alarmOutputs", "httpPort", "rtspPort"])
            Assert.Equal((property, one[property]), (property, told[property]));
        Assert.Equal($"{one.Rows.Count(row => row["property"].StartsWith("channel", StringComparison.Ordinal))}", told["channels"]);
        Assert.True(long.Parse(told["freeMebibytes"], null) is > 0 and var free && free <= long.Parse(told["sizeMebibytes"], null));
        Assert.Equal("0", told["failedDisks"]);
        Assert.Equal((0, "2", "no"), (can.Exit, Of(can, "nvr-2")["channel"], Of(can, "nvr-2")["pan"]));
        Assert.Equal((0, "clock show: 2 done, 0 not"), (clocks.Exit, clocks.Lines[0]));
        Assert.All(clocks.Rows, row => Assert.NotEqual("", row["offsetSeconds"]));
        Assert.Equal("'device info' would go to 3 devices; nobody was asked", dry.Lines[0]);
    }

    private static IReadOnlyDictionary<string, string> Of(PbmReply answer, string device) => answer.Rows.Single(row => row["device"] == device);

    private static Dictionary<string, string>[] Rows(JsonElement answer) => !answer.TryGetProperty("rows", out var rows) ? [] :
        [.. rows.EnumerateArray().Select(row => row.EnumerateObject().ToDictionary(cell => cell.Name, cell => cell.Value.GetString()!))];

    private static Dictionary<string, string> Row(JsonElement answer, string device) => Rows(answer).Single(row => row["device"] == device);

    private static IEnumerable<string> Results(JsonElement answer) => Rows(answer).Select(row => $"{row["device"]} {row["result"]}").Order();

    private static string? Text(JsonElement answer) => answer.GetProperty("text")[0].GetString();

    private static int Exit(JsonElement answer) => answer.GetProperty("exit").GetInt32();
}

using System.Net;
using System.Text.Json;
using DeviceCluster.Simulator;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>What has no command of its own, what is never undone by a program, and lists of devices that stand already.</summary>
public sealed class NamedCommandTests : IAsyncLifetime
{
    private const string Password = "simulated-Pa55";

    private SimulatorHost? _recorder;
    private NodeProcess? _node;

    private NodeProcess Node => _node!;

    private SimulatorHost Recorder => _recorder!;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Programs.Library))
            return;
        _recorder = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            First = IPAddress.Parse("127.23.32.1"),
            Password = Password,
            DvripPort = 0,
            DiscoveryPort = -1,
        });
        _node = await NodeProcess.StartAsync();
        var added = await Node.PbmAsync($"device add gate -host {Recorder.Devices[0].Address} -port {Recorder.DvripPort} -user admin", Password);
        Assert.True(added.Exit == 0, added.Error + Node.Log);
        await Node.UntilAsync("gate Online", async () => (await RowsAsync("device show gate")).Any(row => (row["property"], row["value"]) == ("phase", "Online")));
    }

    public async Task DisposeAsync()
    {
        if (_node is not null)
            await _node.DisposeAsync();
        if (_recorder is not null)
            await _recorder.DisposeAsync();
    }

    [WholeNodeFact]
    public async Task A_command_of_the_SDK_is_given_by_its_name_and_written_down_with_its_parameters()
    {
        var given = await Node.AskAsync("ptz command gate exactgoto -first 900 -second -100 -third 4 -as ann");
        var unknown = await Node.AskAsync("ptz command gate RESETZER");
        var goesOn = await Node.AskAsync("ptz command gate 3");
        var tooFar = await Node.AskAsync("ptz command gate EXACTGOTO -first 99999 -third 1");

        Assert.True(Exit(given) == 0, $"{given}{Node.Log}");
        Assert.Equal((2, "there is no PTZ command 'RESETZER'"), (Exit(unknown), Error(unknown)));
        Assert.Contains("RESETZERO", unknown.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, "RIGHT_CONTROL (3) goes on until somebody ends it, and nobody would"), (Exit(goesOn), Error(goesOn)));
        Assert.Equal((1, "the 1st parameter of EXACTGOTO (67), pan in tenths of a degree, is 99999"), (Exit(tooFar), Error(tooFar)));
        Assert.StartsWith(
            "give 0 to 3600; the command takes 1st: pan in tenths of a degree 0 to 3600; 2nd: ", tooFar.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        await Node.UntilAsync("the order in the audit", async () => (await RowsAsync("audit list"))
            .Any(row => row["what"] == "ptz command 67 of channel 1 as ann (priority 50): parameters 900, -100, 4" && row["result"] == "done"));
    }

    [WholeNodeFact]
    public async Task A_camera_zooms_while_it_moves_and_a_share_beyond_the_whole_is_refused()
    {
        var moved = await Node.AskAsync("ptz move gate left-up -speed 0.4 -zoom -0.3 -seconds 0.5");
        var wrong = await Node.AskAsync("ptz move gate left -zoom 2");

        Assert.True(Exit(moved) == 0, $"{moved}{Node.Log}");
        Assert.Equal((2, "a number from -1 to 1"), (Exit(wrong), wrong.GetProperty("remedy").GetString()));
        await Node.UntilAsync("the order in the audit", async () => (await RowsAsync("audit list"))
            .Any(row => row["what"].EndsWith(": pan -0.4, tilt 0.4, zoom -0.3, 0.5 s", StringComparison.Ordinal) && row["result"] == "done"));
    }

    [WholeNodeFact]
    public async Task A_device_is_switched_off_by_who_says_that_somebody_will_go_there()
    {
        var unsure = await Node.AskAsync("device shutdown gate");
        var still = await RowsAsync("device show gate");
        var sure = await Node.AskAsync("device shutdown gate -yes");

        Assert.Equal((2, "gate would be off until somebody switches it on where it stands"), (Exit(unsure), Error(unsure)));
        Assert.Contains(still, row => (row["property"], row["value"]) == ("phase", "Online"));
        Assert.True(Exit(sure) == 0, $"{sure}{Node.Log}");
        await Node.UntilAsync("gate lost", async () => (await RowsAsync("device show gate")).All(row => row["value"] != "Online"));
    }

    [WholeNodeFact]
    public async Task A_list_says_of_each_device_what_it_would_do_and_what_it_did()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "fleet.csv");
        await File.WriteAllTextAsync(
            file,
            $"id,host,port,user,password,name\ngate,{Recorder.Devices[0].Address},{Recorder.DvripPort},admin,{Password},\nyard,127.0.0.1,9,admin,pass-1234,Yard\n");

        var foreseen = await RowsAsync($"device import {file} -dry-run");
        var done = await RowsAsync($"device import {file}");
        var again = await RowsAsync($"device import {file}");

        Assert.Equal(["gate unchanged", "yard would be enrolled"], Results(foreseen));
        Assert.Equal(["gate unchanged", "yard enrolled"], Results(done));
        Assert.Equal(["gate unchanged", "yard unchanged"], Results(again));
    }

    private static IEnumerable<string> Results(IEnumerable<Dictionary<string, string>> rows) => rows.Select(row => $"{row["device"]} {row["result"]}");

    private static int Exit(JsonElement reply) => reply.GetProperty("exit").GetInt32();

    private static string? Error(JsonElement reply) => reply.GetProperty("error").GetString();

    private async Task<Dictionary<string, string>[]> RowsAsync(string line)
    {
        var reply = await Node.AskAsync(line);
        Assert.True(reply.TryGetProperty("rows", out var rows), $"{reply}{Node.Log}");
        return [.. rows.EnumerateArray().Select(row => row.EnumerateObject().ToDictionary(cell => cell.Name, cell => cell.Value.GetString()!))];
    }
}

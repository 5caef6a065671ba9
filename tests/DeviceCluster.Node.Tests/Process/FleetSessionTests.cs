using System.Text.Json;
using DeviceCluster.Simulator;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>Questions and orders to many devices over their sessions, as an operator gives them.</summary>
public sealed class FleetSessionTests(FleetSessionTests.Recorders recorders) : IClassFixture<FleetSessionTests.Recorders>
{
    private NodeProcess Node => recorders.Node;

    [WholeNodeFact]
    public async Task Pictures_of_many_devices_are_a_file_each_and_who_gives_none_has_a_row_that_says_why()
    {
        using var folder = new TemporaryFolder();

        // On a machine with much to do a recorder's time for its picture may be over, and it is asked again.
        JsonElement taken = default, one = default;
        await Node.UntilAsync("two pictures of three devices", async () =>
            Results(taken = await Node.AskAsync($"snapshot take nvr-1,nvr-2,stranger -channel 2 -file {folder.Path}/at-{{device}}.jpg"))
                .Count(result => result.EndsWith("Done", StringComparison.Ordinal)) == 2);
        await Node.UntilAsync("a picture of one device", async () =>
            Exit(one = await Node.AskAsync($"snapshot take nvr-3 -file {folder.Path}/{{device}}.jpg")) == 0);

        Assert.True(Exit(taken) == 5, $"{taken} {Node.Log}");
        Assert.Equal("partly-done", taken.GetProperty("errorCode").GetString());
        Assert.Equal(["nvr-1 Done", "nvr-2 Done", "stranger Refused"], Results(taken));
        Assert.Equal("device stranger is not enrolled", Row(taken, "stranger")["reason"]);
        Assert.Equal("nvr-3", Row(one, "nvr-3")["device"]);
        Assert.Equal(
            ["at-nvr-1.jpg", "at-nvr-2.jpg", "nvr-3.jpg"], Directory.EnumerateFiles(folder.Path).Select(file => Path.GetFileName(file)!).Order());
        foreach (var device in (string[])["nvr-1", "nvr-2"])
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(folder.Path, $"at-{device}.jpg"));
            Assert.Equal([0xff, 0xd8], bytes[..2]);
            Assert.Equal($"{bytes.Length}", Row(taken, device)["bytes"]);
        }
    }

    [WholeNodeFact]
    public async Task One_file_for_many_pictures_is_refused_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "gate.jpg");
        await File.WriteAllTextAsync(file, "of yesterday");

        var many = await Node.AskAsync($"snapshot take nvr-1,nvr-2 -file {file}");
        var shown = await Node.AskAsync($"snapshot take nvr-1,nvr-2 -dry-run -file {folder.Path}/{{device}}.jpg");

        Assert.Equal((2, "one file does not hold the pictures of many devices"), (Exit(many), many.GetProperty("error").GetString()));
        Assert.Equal("'snapshot of channel 1' would go to 2 devices; nobody was asked", Text(shown));
        Assert.Equal("of yesterday", await File.ReadAllTextAsync(file));
        Assert.Single(Directory.EnumerateFiles(folder.Path));
    }

    [WholeNodeFact]
    public async Task All_cameras_of_a_selection_are_stopped_at_once_and_it_is_no_job()
    {
        foreach (var device in (string[])["nvr-1", "nvr-2"])
            Assert.Equal(0, (await Node.PbmAsync($"ptz move {device} right -speed 0.05 -seconds 60")).Exit);
        Assert.True(Camera(0).Moving && Camera(1).Moving);
        var jobs = Rows(await Node.AskAsync("job list")).Length;

        var stopped = await Node.AskAsync("ptz stop nvr-1,nvr-2,stranger");

        Assert.Equal(5, Exit(stopped));
        Assert.Equal(["nvr-1 Done", "nvr-2 Done", "stranger Refused"], Results(stopped));
        Assert.False(Camera(0).Moving || Camera(1).Moving);
        Assert.Equal(jobs, Rows(await Node.AskAsync("job list")).Length);
    }

    [WholeNodeFact]
    public async Task A_preset_and_a_table_go_to_many_as_jobs_and_who_ordered_stands_at_each_device()
    {
        var preset = await Node.AskAsync("ptz preset nvr-1,nvr-2 set 7 -name door");
        var written = await Node.AskAsync("""config set nvr-1,nvr-2 -table General -json {"MachineName":"north"}""");
        var differ = await Node.AskAsync("config diff nvr-1,nvr-2 -table General -with nvr-1");
        var read = await Node.AskAsync("config get nvr-1,nvr-2 -table General");

        Assert.Equal(["nvr-1 Done", "nvr-2 Done"], Results(preset));
        Assert.Contains(7, Camera(0).Presets);
        Assert.Contains(7, Camera(1).Presets);
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

    private Simulator.Ptz.PtzReport Camera(int device) => recorders.Simulator.Devices[device].Ptz[0].Report(1);

    private static Dictionary<string, string>[] Rows(JsonElement answer) => !answer.TryGetProperty("rows", out var rows) ? [] :
        [.. rows.EnumerateArray().Select(row => row.EnumerateObject().ToDictionary(cell => cell.Name, cell => cell.Value.GetString()!))];

    private static Dictionary<string, string> Row(JsonElement answer, string device) => Rows(answer).Single(row => row["device"] == device);

    private static IEnumerable<string> Results(JsonElement answer) => Rows(answer).Select(row => $"{row["device"]} {row["result"]}").Order();

    private static string? Text(JsonElement answer) => answer.GetProperty("text")[0].GetString();

    private static int Exit(JsonElement answer) => answer.GetProperty("exit").GetInt32();

    /// <summary>A node with three recorders that are online.</summary>
    public sealed class Recorders : IAsyncLifetime
    {
        private SimulatorHost? _simulator;
        private NodeProcess? _node;

        internal NodeProcess Node => _node!;

        internal SimulatorHost Simulator => _simulator!;

        public async Task InitializeAsync()
        {
            if (!File.Exists(Programs.Library))
                return;
            _simulator = await Watched.StartSimulatorAsync("127.23.6.1", devices: 3);
            _node = await NodeProcess.StartAsync(folder: null, ("Sdk__DiscoveryPort", $"{_simulator.DiscoveryPort}"));
            await Watched.EnrolAsync(Node, Simulator);
        }

        public async Task DisposeAsync()
        {
            if (_node is not null)
                await _node.DisposeAsync();
            if (_simulator is not null)
                await _simulator.DisposeAsync();
        }
    }
}

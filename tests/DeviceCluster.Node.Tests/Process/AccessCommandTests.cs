using System.Net;
using System.Text.Json;
using DeviceCluster.Simulator;
using DeviceCluster.Simulator.Firmware;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>Devices that are not reached as they tell, and old ones that want the password itself, as an operator meets them.</summary>
public sealed class AccessCommandTests : IAsyncLifetime
{
    private const string Password = "simulated-Pa55";

    private SimulatorHost? _recorder;
    private SimulatorHost? _old;
    private NodeProcess? _node;

    private NodeProcess Node => _node!;

    private SimulatorHost Recorder => _recorder!;

    private SimulatorHost Old => _old!;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Programs.Library))
            return;
        // It tells a port where nobody is, as one does whose router maps it to another.
        _recorder = await SimulatorHost.StartAsync(Options("127.23.30.1") with { ToldHttpPort = 1 });
        _old = await SimulatorHost.StartAsync(Options("127.23.31.1") with { Devices = 2, DiscoveryPort = -1, Firmware = [DeviceFirmware.Dvr2012] });
        _node = await NodeProcess.StartAsync(folder: null, ("Sdk__DiscoveryPort", $"{_recorder.DiscoveryPort}"));
    }

    public async Task DisposeAsync()
    {
        if (_node is not null)
            await _node.DisposeAsync();
        if (_recorder is not null)
            await _recorder.DisposeAsync();
        if (_old is not null)
            await _old.DisposeAsync();
    }

    [WholeNodeFact]
    public async Task A_picture_comes_when_the_HTTP_port_is_set_of_a_device_that_tells_a_wrong_one()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "gate.jpg");
        await AddAsync("gate", Recorder, 1);
        await OnlineAsync("gate");
        var none = await Node.PbmAsync($"snapshot take gate -file {file}");
        var wrong = await InformationAsync();

        var set = await Node.PbmAsync($"device access gate -http-port {Recorder.HttpPort}");
        var taken = await Node.PbmAsync($"snapshot take gate -file {file}");
        var right = await InformationAsync();
        var shown = await PropertiesAsync("device show gate");

        Assert.Equal(1, none.Exit);
        Assert.Equal(("1", "told by the device in answer to a search"), (wrong["httpPort"], wrong["httpPortFrom"]));
        Assert.True(set.Exit == 0, set.Error);
        Assert.True(taken.Exit == 0, taken.Error + Node.Log);
        Assert.Equal([0xFF, 0xD8], (await File.ReadAllBytesAsync(file))[..2]);
        Assert.Equal(($"{Recorder.HttpPort}", "set here", "554", "told by its table RTSP"), (right["httpPort"], right["httpPortFrom"], right["rtspPort"], right["rtspPortFrom"]));
        Assert.Equal(($"{Recorder.HttpPort}", "auto", "no"), (shown["httpPort"], shown["rtspPort"], shown["plainLogin"]));
        Assert.Equal(1, Recorder.Devices[0].Facts.LoginPackets);
    }

    [WholeNodeFact]
    public async Task An_old_recorder_gets_its_password_readable_by_order_alone_and_the_order_is_named_until_then()
    {
        await AddAsync("old", Old, 1);
        await PhaseAsync("old", "Refused");
        var refused = await Node.PbmAsync("device why old");
        var sent = Old.Devices[0].Facts.LoginPackets;

        var allowed = await Node.PbmAsync("device access old -plain-login yes");
        await OnlineAsync("old");
        var story = await Node.PbmAsync("device why old");
        await Node.UntilAsync("the orders written down", async () => (await Node.AskAsync("audit list")).GetProperty("rows").GetArrayLength() >= 2);
        var audit = await Node.PbmAsync("audit list");

        Assert.Equal(0, sent);
        Assert.Contains("'device access old -plain-login yes' allows it", refused.Out, StringComparison.Ordinal);
        Assert.Contains("READABLE over the network", allowed.Out, StringComparison.Ordinal);
        Assert.Contains("access changed", story.Out, StringComparison.Ordinal);
        Assert.Equal(("Plain", LoginOutcome.Accepted), Old.Devices[0].Facts.Attempts.Select(attempt => (attempt.Dialect, attempt.Outcome)).Single());
        Assert.DoesNotContain(Password, refused.Out + allowed.Out + story.Out + audit.Out + Node.Log, StringComparison.Ordinal);
    }

    [WholeNodeFact]
    public async Task An_old_recorder_is_enrolled_with_all_that_it_needs_in_one_line_and_gives_a_picture()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "older.jpg");

        var added = await AddAsync("older", Old, 2, $" -plain-login yes -http-port {Old.HttpPort}");
        await OnlineAsync("older");
        var taken = await Node.PbmAsync($"snapshot take older -file {file}");
        var held = await Node.AskAsync($"device add held -host 127.0.0.1 -port 9 -user admin -serial 4K01 -plain-login yes", Password);

        Assert.Contains("READABLE over the network", added.Out, StringComparison.Ordinal);
        Assert.True(taken.Exit == 0, taken.Error + Node.Log);
        Assert.Equal([0xFF, 0xD8], (await File.ReadAllBytesAsync(file))[..2]);
        Assert.StartsWith(
            "a serial number and the plain login do not go together", held.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [WholeNodeFact]
    public async Task A_modern_recorder_proves_itself_and_is_then_refused_the_plain_login()
    {
        await AddAsync("gate", Recorder, 1, " -plain-login yes");
        await OnlineAsync("gate");
        await Node.UntilAsync("the serial number kept", async () => (await PropertiesAsync("device show gate"))["credential"].EndsWith("accepted by the device", StringComparison.Ordinal));

        var off = await Node.PbmAsync("device access gate -plain-login no");
        var on = await Node.AskAsync("device access gate -plain-login yes");
        var (none, bad) = (await Node.AskAsync("device access gate"), await Node.AskAsync("device access gate -http-port web"));

        Assert.Equal("Challenge", Recorder.Devices[0].Facts.Attempts[0].Dialect);
        Assert.True(off.Exit == 0, off.Error);
        Assert.StartsWith(
            $"device gate is held to serial number {Recorder.Devices[0].Serial}", on.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("nothing of the access is to be set", none.GetProperty("error").GetString());
        Assert.Equal((2, "'web' is no http-port: 1 to 65535, or auto: the device is asked"), (bad.GetProperty("exit").GetInt32(), bad.GetProperty("error").GetString()));
    }

    private static SimulatorOptions Options(string first) => new()
    {
        First = IPAddress.Parse(first),
        Password = Password,
        DvripPort = 0,
        DiscoveryPort = 0,
        HttpPort = 0,
    };

    private async Task<ProgramRun> AddAsync(string id, SimulatorHost fleet, int number, string more = "")
    {
        var added = await Node.PbmAsync($"device add {id} -host {fleet.Devices[number - 1].Address} -port {fleet.DvripPort} -user admin{more}", Password);
        Assert.True(added.Exit == 0, added.Error + Node.Log);
        return added;
    }

    private Task OnlineAsync(string id) => PhaseAsync(id, "Online");

    private Task PhaseAsync(string id, string phase) =>
        Node.UntilAsync($"{id} {phase}", async () => (await PropertiesAsync($"device show {id}"))["phase"] == phase);

    private Task<Dictionary<string, string>> InformationAsync() => PropertiesAsync("device info gate");

    /// <summary>Of several rows with one name the last.</summary>
    private async Task<Dictionary<string, string>> PropertiesAsync(string line)
    {
        var properties = new Dictionary<string, string>();
        foreach (var row in (await Node.AskAsync(line)).GetProperty("rows").EnumerateArray())
            properties[Text(row, "property")] = Text(row, "value");
        return properties;
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}

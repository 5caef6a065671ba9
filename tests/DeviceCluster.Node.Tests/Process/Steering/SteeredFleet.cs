using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Ptz;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.Node.Tests.Process.Steering;

/// <summary>
/// A node and a fleet, each a process of its own, and one pbm that is given line after line; the tests of the collection share them. What the devices
/// saw and have is asked of the devices themselves, past the node.
/// </summary>
public sealed class SteeredFleet : IAsyncLifetime
{
    public const string Collection = "steered fleet";

    /// <summary>A recorder: its first and third camera move, the others stand fast.</summary>
    public const int Gate = 1;

    /// <summary>A camera of an older kind, with one channel, which moves.</summary>
    public const int Yard = 2;

    /// <summary>A recorder for what would disturb the others.</summary>
    public const int Spare = 3;

    /// <summary>Without a password; nobody's.</summary>
    public const int New = 4, Newer = 5;

    private const int Devices = 5;

    private SimulatorProcess? _fleet;
    private NodeProcess? _node;
    private PbmTalk? _pbm;
    private int _http;

    internal NodeProcess Node => _node!;

    internal PbmTalk Pbm => _pbm!;

    internal FleetPlace Place => _fleet!.Place;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Process.Programs.Library))
            return;
        var discovery = Testing.Processes.Programs.FreePort();
        _fleet = await SimulatorProcess.OnLoopbackAsync(
            Devices, new IPAddress([127, 32, 1, 1]), "--discovery-port", $"{discovery}", "--firmware", "nvr2026,ipc2019", "--uninitialised", "2",
            "--reboot-seconds", "1");
        _http = (int)(await _fleet.FactsAsync(Gate))["httpPort"]!;
        _node = await NodeProcess.StartAsync(folder: null, ("Sdk__DiscoveryPort", $"{discovery}"), ("Snapshots__Guard", "1s"));
        await EnrolAsync("gate", Gate);
        await EnrolAsync("yard", Yard);
        _pbm = Node.Talk();
    }

    public async Task DisposeAsync()
    {
        if (_pbm is not null)
            await _pbm.DisposeAsync();
        if (_node is not null)
            await _node.DisposeAsync();
        if (_fleet is not null)
            await _fleet.DisposeAsync();
    }

    /// <summary>Of one line of pbm.</summary>
    internal Task<PbmReply> AskAsync(string line) => Pbm.AskAsync(line);

    /// <summary>A line that must be done.</summary>
    internal async Task<PbmReply> DoneAsync(string line)
    {
        var answer = await AskAsync(line);
        Assert.True(answer.Exit == 0, $"{line}: {answer}\n{Node.Log}");
        return answer;
    }

    /// <summary>A line that must be refused; its error and its remedy.</summary>
    internal async Task<(int Exit, string Error, string Remedy)> RefusedAsync(string line)
    {
        var answer = await AskAsync(line);
        return (answer.Exit, answer.Error, answer.Remedy);
    }

    /// <summary>Whoever had a camera in the test before gives it back.</summary>
    internal async Task FreeAsync(string device, int channel = 1)
    {
        if ((await DoneAsync($"ptz status {device} -channel {channel}"))["holder"] is { Length: > 0 } holder)
            await DoneAsync($"ptz lease {device} release -channel {channel} -as '{holder}'");
    }

    internal Task EnrolAsync(string id, int device) => EnrolAsync(Node, id, Place, device);

    /// <summary>At a node of the caller's own.</summary>
    internal static async Task EnrolAsync(NodeProcess node, string id, FleetPlace place, int device)
    {
        var added = await node.PbmAsync($"device add {id} -host {place.Address(device)} -port {place.Port} -user admin", Recorders.Password);
        Assert.True(added.Exit == 0, added.Error + node.Log);
        await node.UntilAsync($"{id} online", async () => PbmReply.Of((await node.PbmAsync($"device show {id} --output json")).Out)["phase"] == "Online");
    }

    internal Task UntilAsync(string what, Func<Task<bool>> condition) => Node.UntilAsync(what, condition);

    /// <summary>Where a camera looks and the log of how it came there, by the camera.</summary>
    internal Task<PtzReport> CameraAsync(int device, int channel) => _fleet!.CameraAsync(device, channel);

    /// <summary>What a device counted.</summary>
    internal Task<JsonObject> FactsAsync(int device) => _fleet!.FactsAsync(device);

    internal Task FaultAsync(int device, string fault, object? body = null) => _fleet!.FaultAsync(device, fault, body);

    /// <summary>Of the device's own scripts, as a browser would ask.</summary>
    internal async Task<string> ScriptAsync(int device, string script)
    {
        using var handler = new HttpClientHandler { Credentials = new NetworkCredential("admin", Recorders.Password) };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(20) };
        return await http.GetStringAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{Place.Address(device)}:{_http}/cgi-bin/{script}")));
    }

    /// <summary>A member of a table, as the device has it: <c>General.MachineName</c>.</summary>
    internal async Task<string> SettingAsync(int device, string path)
    {
        var name = $"table.{path}=";
        var table = await ScriptAsync(device, $"configManager.cgi?action=getConfig&name={path[..path.IndexOfAny(['.', '['])]}");
        return table.Split('\n').Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].TrimEnd('\r');
    }
}

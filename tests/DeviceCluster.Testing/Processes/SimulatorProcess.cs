using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Judging;
using DeviceCluster.Simulator.Ptz;
using DeviceCluster.Testing.Network;

namespace DeviceCluster.Testing.Processes;

/// <summary>The simulator as a process, on loopback or in a lab; what it saw on its wire is asked by HTTP.</summary>
public sealed class SimulatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly RunningProgram _program;
    private readonly HttpClient _http;

    private SimulatorProcess(RunningProgram program, IPEndPoint control, FleetPlace place)
    {
        _program = program;
        _http = new HttpClient { BaseAddress = new Uri($"http://{control}"), Timeout = TimeSpan.FromSeconds(20) };
        Place = place;
    }

    public FleetPlace Place { get; }

    public string Output => _program.Output;

    public static Task<SimulatorProcess> OnLoopbackAsync(int devices, IPAddress first) => OnLoopbackAsync(devices, first, "--discovery-port", "-1");

    /// <summary>With words of its command line.</summary>
    public static Task<SimulatorProcess> OnLoopbackAsync(int devices, IPAddress first, params string[] words)
    {
        var place = new FleetPlace(first, devices, Programs.FreePort());
        return StartAsync([], place, new IPEndPoint(IPAddress.Loopback, Programs.FreePort()), words);
    }

    public static Task<SimulatorProcess> InLabAsync(NetworkLab lab, int devices) =>
        StartAsync(
            lab.Simulator.Prefix, new FleetPlace(lab.FirstDevice, devices, LabPorts.Dvrip),
            new IPEndPoint(lab.Simulator.Address, LabPorts.Control), "--interface", LabHost.Interface);

    /// <summary>Logins and dark times count from now on.</summary>
    public async Task MarkAsync()
    {
        using var answer = await _http.PostAsync(new Uri("/judge/mark", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A session whose last byte is older than this is not alive.</summary>
    public Task<FleetSight> JudgeAsync(TimeSpan alive) => GetAsync<FleetSight>("/judge", alive);

    public Task<IReadOnlyList<DeviceSight>> DevicesAsync(TimeSpan alive) => GetAsync<IReadOnlyList<DeviceSight>>("/judge/devices", alive);

    /// <summary>By number from 1, with its sessions.</summary>
    public Task<DeviceSight> DeviceAsync(int number, TimeSpan alive) =>
        GetAsync<DeviceSight>(string.Create(CultureInfo.InvariantCulture, $"/judge/devices/{number}"), alive);

    /// <summary>A device's counters.</summary>
    public async Task<JsonObject> FactsAsync(int number) =>
        (await _http.GetFromJsonAsync<JsonObject>(new Uri(string.Create(CultureInfo.InvariantCulture, $"/devices/{number}"), UriKind.Relative), Json))!;

    /// <summary>Where a camera looks, and the log of how it came there; both count from 1.</summary>
    public async Task<PtzReport> CameraAsync(int number, int channel) => (await _http.GetFromJsonAsync<PtzReport>(
        new Uri(string.Create(CultureInfo.InvariantCulture, $"/devices/{number}/ptz/{channel}"), UriKind.Relative), Json))!;

    public async Task FaultAsync(int number, string fault, object? body = null)
    {
        var path = new Uri(string.Create(CultureInfo.InvariantCulture, $"/devices/{number}/faults/{fault}"), UriKind.Relative);
        using var answer = await _http.PostAsync(path, body is null ? null : JsonContent.Create(body));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>SIGTERM; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        _program.Signal("TERM");
        return await _program.ExitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _program.DisposeAsync();
    }

    private static async Task<SimulatorProcess> StartAsync(IReadOnlyList<string> prefix, FleetPlace place, IPEndPoint control, params string[] more)
    {
        string[] words =
        [
            .. prefix, Programs.Simulator, "--devices", $"{place.Devices}", "--first", $"{place.First}", "--port", $"{place.Port}",
            "--control", $"{control}",
            // A device that gave up a silent session would not see what still comes on it: the judge wants to.
            "--session-seconds", "3600", .. more,
        ];
        var environment = new Dictionary<string, string> { ["SIMULATOR_PASSWORD"] = Recorders.Password };
        var simulator = new SimulatorProcess(RunningProgram.Start(words[0], words[1..], environment), control, place);
        try
        {
            await simulator._program.WaitForLineAsync("^simulator: .* devices ready", StartLimit);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    private async Task<T> GetAsync<T>(string path, TimeSpan alive)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"{path}?alive={alive.TotalSeconds}");
        return (await _http.GetFromJsonAsync<T>(new Uri(query, UriKind.Relative), Json))!;
    }
}

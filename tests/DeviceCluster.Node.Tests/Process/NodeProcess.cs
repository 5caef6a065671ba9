using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>A node as an operator runs it: a process of its own, on free ports, with a folder of its own.</summary>
internal sealed partial class NodeProcess : IAsyncDisposable
{
    private readonly System.Diagnostics.Process _process;
    private readonly TemporaryFolder? _folder;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Match> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeProcess(System.Diagnostics.Process process, TemporaryFolder? folder)
    {
        (_process, _folder) = (process, folder);
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Http { get; private set; } = "";

    public string Pbm { get; private set; } = "";

    public string Data { get; private set; } = "";

    public int Id => _process.Id;

    /// <summary>Where pbm finds the secret: what the node made in its data folder, or what it was given.</summary>
    public string SecretFile
    {
        get => field ?? Path.Combine(Data, "pbm.secret");
        private set;
    }

    /// <summary>Everything the node has written so far.</summary>
    public string Log => string.Join('\n', _lines);

    /// <summary>The settings of a node that gets in nobody's way.</summary>
    public static Dictionary<string, string?> Settings(string folder) => new()
    {
        ["DeviceCluster__Node__DataFolder"] = folder,
        ["DeviceCluster__Cluster__Port"] = "0",
        ["DeviceCluster__Http__Listen"] = "127.0.0.1:0",
        ["DeviceCluster__Pbm__Listen"] = "127.0.0.1:0",
        ["DeviceCluster__Sdk__LibraryPath"] = Programs.Library,
    };

    public static Task<NodeProcess> StartAsync(string? folder = null, params (string Name, string Value)[] settings) =>
        StartAsync([Programs.Node], folder, settings);

    /// <summary>With what stands before the program, as the way to another user.</summary>
    public static async Task<NodeProcess> StartAsync(string[] command, string? folder, (string Name, string Value)[] settings)
    {
        var own = folder is null ? new TemporaryFolder() : null;
        var environment = Settings(folder ?? Path.Combine(own!.Path, "data"));
        foreach (var (name, value) in settings)
            environment["DeviceCluster__" + name] = value;
        var node = new NodeProcess(ProgramRun.Start(command[0], command[1..], environment), own);
        if (environment.TryGetValue("DeviceCluster__SecretsFolder", out var secrets))
            node.SecretFile = Path.Combine(secrets!, "Pbm__Secret");
        try
        {
            var ready = await node._ready.Task.WaitAsync(ProgramRun.Limit);
            (node.Http, node.Pbm, node.Data) = (ready.Groups[1].Value, ready.Groups[2].Value, ready.Groups[3].Value);
            return node;
        }
        catch (Exception e)
        {
            var log = node.Log;
            await node.DisposeAsync();
            throw new InvalidOperationException($"the node did not become ready:\n{log}", e);
        }
    }

    public Task<ProgramRun> PbmAsync(string line, string? password = null) => ProgramRun.OfAsync(
        Programs.Pbm, [Pbm, .. line.Split(' ')],
        new() { ["PBM_SECRET_FILE"] = SecretFile, ["PBM_PASSWORD"] = password });

    /// <summary>A pbm that goes on by itself; its output is the caller's to read.</summary>
    public System.Diagnostics.Process StartPbm(string line) =>
        // A test run in the background has SIGINT ignored, and its children would inherit that: as a terminal starts it, it is not.
        ProgramRun.Start("/usr/bin/env", ["--default-signal=INT", Programs.Pbm, Pbm, .. line.Split(' ')], new() { ["PBM_SECRET_FILE"] = SecretFile });

    /// <summary>A pbm that is given line after line and answers in JSON; <paramref name="password"/> is what a line takes that asks for one.</summary>
    public PbmTalk Talk(string? password = null) => new(ProgramRun.Start(
        Programs.Pbm, [Pbm, "--output", "json"], new() { ["PBM_SECRET_FILE"] = SecretFile, ["PBM_PASSWORD"] = password }));

    /// <summary>One answer in JSON.</summary>
    public async Task<JsonElement> AskAsync(string line, string? password = null)
    {
        var run = await PbmAsync(line + " --output json", password);
        return JsonDocument.Parse(run.Out).RootElement;
    }

    public async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(ProgramRun.Limit);
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"{what} was waited for in vain; the node's log:\n{Log}");
            await Task.Delay(100, CancellationToken.None);
        }
    }

    public async Task<int> TerminateAsync()
    {
        await ProgramRun.OfAsync("/bin/kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        return await ExitAsync();
    }

    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(ProgramRun.Limit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder?.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            _ready.TrySetException(new InvalidOperationException("the node ended"));
            return;
        }
        _lines.Enqueue(line);
        if (Ready().Match(line) is { Success: true } match)
            _ready.TrySetResult(match);
    }

    [GeneratedRegex(@"^node: ready http=(\S+) pbm=(\S+) data=(\S+)$")]
    private static partial Regex Ready();
}

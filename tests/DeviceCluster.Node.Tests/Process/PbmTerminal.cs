using System.Text;
using System.Text.RegularExpressions;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>A pbm at a terminal of its own, which script(1) makes; keys are typed, and what it shows is waited for.</summary>
internal sealed partial class PbmTerminal(System.Diagnostics.Process script) : IAsyncDisposable
{
    public const string Tab = "\t", Enter = "\r", Up = "\e[A", ControlC = "\u0003", ControlD = "\u0004";

    private readonly char[] _buffer = new char[4096];
    private string _unread = "";

    /// <summary>With a folder for what it remembers.</summary>
    public static PbmTerminal Start(NodeProcess node, string folder) => new(ProgramRun.Start(
        // A test run in the background has SIGINT ignored, and Ctrl-C would be for nobody.
        "/usr/bin/env", ["--default-signal=INT", "/usr/bin/script", "-qfec", $"stty cols 160; exec '{Programs.Pbm}' {node.Pbm}", "/dev/null"],
        new() { ["PBM_SECRET_FILE"] = node.SecretFile, ["XDG_CONFIG_HOME"] = folder, ["TERM"] = "xterm" }));

    public async Task TypeAsync(string keys)
    {
        await script.StandardInput.WriteAsync(keys);
        await script.StandardInput.FlushAsync();
    }

    /// <summary>Waits until this stands there; what came up to it is read then.</summary>
    public async Task ShowsAsync(string text)
    {
        using var limit = new CancellationTokenSource(ProgramRun.Limit);
        var seen = new StringBuilder(_unread);
        while (Shown(seen) is var shown)
        {
            if (shown.IndexOf(text, StringComparison.Ordinal) is >= 0 and var at)
            {
                _unread = shown[(at + text.Length)..];
                return;
            }

            try
            {
                var read = await script.StandardOutput.ReadAsync(_buffer, limit.Token);
                Assert.True(read > 0, $"the terminal ended before '{text}', after: {shown}");
                seen.Append(_buffer, 0, read);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"'{text}' was waited for in vain; there stands: {shown}");
            }
        }
    }

    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(ProgramRun.Limit);
        await script.StandardOutput.ReadToEndAsync(limit.Token);
        await script.WaitForExitAsync(limit.Token);
        return script.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!script.HasExited)
            script.Kill(entireProcessTree: true);
        await script.WaitForExitAsync();
        script.Dispose();
    }

    // Without what moves the cursor, colours and clears.
    private static string Shown(StringBuilder seen) => Control().Replace(seen.ToString(), "");

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]|\e[=>]")]
    private static partial Regex Control();
}

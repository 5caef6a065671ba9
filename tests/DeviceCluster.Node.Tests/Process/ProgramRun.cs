using System.Diagnostics;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>A program run to its end: its exit code and what it wrote.</summary>
internal sealed record ProgramRun(int Exit, string Out, string Error)
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    public static async Task<ProgramRun> OfAsync(string program, IEnumerable<string> args, Dictionary<string, string?>? environment = null)
    {
        using var process = Start(program, args, environment);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        return new ProgramRun(process.ExitCode, await output, await error);
    }

    public static System.Diagnostics.Process Start(string program, IEnumerable<string> args, Dictionary<string, string?>? environment)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // What the tests' own environment says of nodes is not for theirs.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("DeviceCluster__", StringComparison.OrdinalIgnoreCase) || k.StartsWith("PBM_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        // A killed one would leave the files of its debugger's door behind.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        return System.Diagnostics.Process.Start(start)!;
    }
}

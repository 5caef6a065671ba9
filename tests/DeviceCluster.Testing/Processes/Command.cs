using System.Diagnostics;

namespace DeviceCluster.Testing.Processes;

/// <summary>A program that does one thing and ends: what it wrote, or an exception with its words.</summary>
public static class Command
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task<string> RunAsync(string program, params string[] arguments) => RunAsync(program, arguments, input: null);

    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, string? input)
    {
        var (code, output, complaints) = await TryAsync(program, arguments, input);
        return code == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {code}: {output}{complaints}");
    }

    public static async Task<(int Code, string Output, string Complaints)> TryAsync(string program, IReadOnlyList<string> arguments, string? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(late.Token);
        var complaints = process.StandardError.ReadToEndAsync(late.Token);
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), late.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(late.Token);
            return (process.ExitCode, await output, await complaints);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {Limit.TotalSeconds} s");
        }
    }
}

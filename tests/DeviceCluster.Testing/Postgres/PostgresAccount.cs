using System.Diagnostics;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.Testing.Postgres;

/// <summary>PostgreSQL does not run as root: root lends it the account of Debian's package, anybody else runs it as himself.</summary>
internal static class PostgresAccount
{
    private const string Name = "postgres";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static string Programs => Directory.Exists("/usr/lib/postgresql/15/bin")
        ? "/usr/lib/postgresql/15/bin"
        : throw new InvalidOperationException("PostgreSQL 15 is not in /usr/lib/postgresql/15/bin: apt-get install --no-install-recommends postgresql-15");

    /// <summary>A folder that belongs to the account. Under /tmp, because a socket's path may have 107 characters only.</summary>
    public static async Task<string> FolderAsync()
    {
        var folder = $"/tmp/devicecluster-pg-{Guid.NewGuid().ToString("N")[..12]}";
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", ["-R", $"{Name}:{Name}", folder]);
        return folder;
    }

    /// <summary>The environment is for the program alone: what is preloaded must not be loaded by root before it.</summary>
    public static RunningProgram Start(
        IEnumerable<string> prefix, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        string[] words = [.. prefix, .. AsAccount(program, arguments, environment ?? new Dictionary<string, string>())];
        return RunningProgram.Start(words[0], words[1..]);
    }

    public static Task RunToEndAsync(string program, IEnumerable<string> arguments)
    {
        var words = AsAccount(program, arguments, new Dictionary<string, string>());
        return RunAsync(words[0], words[1..]);
    }

    public static async Task OwnAsync(string file)
    {
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", [$"{Name}:{Name}", file]);
    }

    /// <summary>setpriv and env become the program: their process id is the program's.</summary>
    private static string[] AsAccount(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        string[] account = Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Name}", $"--regid={Name}", "--init-groups", "--"] : [];
        return [.. account, "env", .. environment.Select(e => $"{e.Key}={e.Value}"), Path.Combine(Programs, program), .. arguments];
    }

    private static async Task RunAsync(string command, IEnumerable<string> words)
    {
        // A folder the account may enter: it complains about root's.
        var start = new ProcessStartInfo(command, words) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/tmp" };
        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(late.Token);
        var complaints = process.StandardError.ReadToEndAsync(late.Token);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            // Else it would go on in a folder that is being removed.
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw new TimeoutException($"{command} {string.Join(' ', start.ArgumentList)} did not end within {Limit.TotalSeconds} s");
        }

        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}: {await output}{await complaints}");
    }
}

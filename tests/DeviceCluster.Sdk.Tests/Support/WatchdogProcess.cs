using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Tests.Support;

/// <summary>A running <see cref="WatchdogChild"/>, seen from outside.</summary>
internal sealed partial class WatchdogProcess : IDisposable
{
    private const int SignalStop = 19;

    private readonly Process _process;

    private WatchdogProcess(Process process) => _process = process;

    public static async Task<(WatchdogProcess Process, string Said)> StartAsync(string library, TimeSpan kill)
    {
        string[] arguments =
        [
            typeof(WatchdogChild).Assembly.Location, WatchdogChild.Name, library,
            kill.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["LD_LIBRARY_PATH"] = Path.GetDirectoryName(library);
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        var child = new WatchdogProcess(Process.Start(start)!);
        return (child, await child.ReadAsync());
    }

    /// <summary>Its time when it had done it, in nanoseconds.</summary>
    public async Task<long> AskAsync(string order)
    {
        await _process.StandardInput.WriteLineAsync(order);
        return long.Parse(await ReadAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>Back when the kernel runs no thread of it any more.</summary>
    public async Task StopAsync()
    {
        Assert.Equal(0, Send(_process.Id, SignalStop));
        await Until.TrueAsync(() => File.ReadAllText($"/proc/{_process.Id}/stat").Split(") ")[1][0] == 'T', "it is stopped");
    }

    public void EndInput() => _process.StandardInput.Close();

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Until.Limit);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private async Task<string> ReadAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(Until.Limit) ?? "(ended)";

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}

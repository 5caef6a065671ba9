using System.Runtime.InteropServices;
using DeviceCluster.Simulator;

#pragma warning disable RS0030 // The one place that takes the console; everything else is given a writer or a logger.
var output = Console.Out;
var errors = Console.Error;
#pragma warning restore RS0030

return await new CommandLine(RunAsync).Root.Parse(args).InvokeAsync(new() { Output = output, Error = errors, ProcessTerminationTimeout = null });

async Task<int> RunAsync(SimulatorOptions options, CancellationToken cancellation)
{
    using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var logs = LoggerFactory.Create(logging => logging
        .SetMinimumLevel(LogLevel.Information)
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ ", true))
        .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
    try
    {
        await using var simulator = await SimulatorHost.StartAsync(options with { Logs = logs }, stop.Token);
        await output.WriteLineAsync($"simulator: {simulator.Devices.Count} devices ready");
        await output.FlushAsync(stop.Token);
        await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token);
        return 0;
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        return 0;
    }
    catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException or UnauthorizedAccessException)
    {
        await errors.WriteLineAsync($"simulator: {e.Message}");
        return 1;
    }

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}

using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Support;

/// <summary>Logs into the output of the test; what comes after its end is let go.</summary>
internal sealed class OutputLogs(ITestOutputHelper output) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Logger(output);

    public void Dispose()
    {
    }

    private sealed class Logger(ITestOutputHelper output) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            try
            {
                output.WriteLine($"{TimeProvider.System.GetLocalNow():HH:mm:ss.fff} {logLevel,-11} {formatter(state, exception)} {exception}");
            }
            catch (InvalidOperationException)
            {
                // The test is over; nobody reads this any more.
            }
        }
    }
}

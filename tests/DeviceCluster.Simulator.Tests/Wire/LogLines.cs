using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DeviceCluster.Simulator.Tests.Wire;

/// <summary>Keeps the lines that the simulator logs.</summary>
internal sealed class LogLines : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyList<string> All => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            _lines.Enqueue(formatter(state, exception));
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("these lines go nowhere else");

    public void Dispose()
    {
        // There is nothing to free.
    }
}

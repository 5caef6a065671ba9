using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;
using Akka.Hosting;
using DeviceCluster.Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace DeviceCluster.Actors.Tests;

/// <summary>What actors log comes to the host's logging whole.</summary>
public sealed class HostLoggerTests
{
    [Fact]
    public async Task Named_places_become_properties_and_numbered_ones_finished_text()
    {
        var seen = new Seen();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(seen);
        builder.Services.AddAkka("test", akka => akka.WithHostLogging());
        using var host = builder.Build();
        await host.StartAsync();

        var log = Logging.GetLogger(host.Services.GetRequiredService<ActorSystem>(), "test");
        log.Info("Node [{0}] joins [{1}], says [{0}]", "a", "b");
        log.Info("Device {Device} is {Phase}", "gate", "Online");

        await Limits.UntilAsync(() => seen.States.Any(state => state.Contains("says [a]", StringComparison.Ordinal)));
        await Limits.UntilAsync(() => seen.States.Any(state => state.Contains("Device=gate;Phase=Online", StringComparison.Ordinal)));
        await host.StopAsync();
    }

    private sealed class Seen : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> States { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        // What a structured logger goes by: the template and its properties, not the finished text.
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            States.Enqueue(state is IEnumerable<KeyValuePair<string, object?>> properties
                ? string.Join(';', properties.Select(property => $"{property.Key}={property.Value}"))
                : $"{state}");

        public void Dispose()
        {
        }
    }
}

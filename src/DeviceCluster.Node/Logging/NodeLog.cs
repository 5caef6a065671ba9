using DeviceCluster.Node.Configuration;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace DeviceCluster.Node.Logging;

/// <summary>The node's log on standard output.</summary>
internal static class NodeLog
{
    public static Logger Create(NodeOptions options, ILogEventSink? sink = null)
    {
        ITextFormatter formatter = options.LogFormat == LogFormat.Json ? new EscapedJsonFormatter() : new ReadableFormatter();
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(options.LogLevel)
            // Below warnings ASP.NET logs whole URLs, and those of media hold tokens.
            .MinimumLevel.Override("Microsoft", Higher(options.LogLevel, LogEventLevel.Warning))
            .MinimumLevel.Override("System.Net.Http", Higher(options.LogLevel, LogEventLevel.Warning))
            .MinimumLevel.Override("Grpc", Higher(options.LogLevel, LogEventLevel.Warning))
            .Enrich.WithProperty("Node", options.Name);
        return (sink is null ? configuration.WriteTo.Console(formatter) : configuration.WriteTo.Sink(sink)).CreateLogger();
    }

    private static LogEventLevel Higher(LogEventLevel a, LogEventLevel b) => a > b ? a : b;
}

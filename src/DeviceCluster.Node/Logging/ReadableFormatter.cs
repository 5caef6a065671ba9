using System.Globalization;
using DeviceCluster.Pbm.Output;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace DeviceCluster.Node.Logging;

/// <summary>One event, one line: time, level, who, what. An exception follows line by line. Foreign text cannot break out of its line.</summary>
internal sealed class ReadableFormatter : ITextFormatter
{
    // l, j: text as it is, without quotes.
    private static readonly MessageTemplateTextFormatter Message = new("{Message:lj}", CultureInfo.InvariantCulture);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Timestamp.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.fff'Z' ", CultureInfo.InvariantCulture));
        output.Write(Level(logEvent.Level));
        if (logEvent.Properties.TryGetValue("SourceContext", out var source) && source is ScalarValue { Value: string name })
            output.Write($" {Escaped.Text(name[(name.LastIndexOf('.') + 1)..])}:");
        output.Write(' ');
        using var message = new StringWriter(CultureInfo.InvariantCulture);
        Message.Format(logEvent, message);
        output.WriteLine(Escaped.Text(message.ToString()));
        foreach (var line in logEvent.Exception?.ToString().Split('\n') ?? [])
            output.WriteLine($"    | {Escaped.Text(line.TrimEnd('\r'))}");
    }

    private static string Level(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "TRC",
        LogEventLevel.Debug => "DBG",
        LogEventLevel.Information => "INF",
        LogEventLevel.Warning => "WRN",
        LogEventLevel.Error => "ERR",
        _ => "FTL",
    };
}

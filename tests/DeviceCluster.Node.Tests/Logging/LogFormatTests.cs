using System.Text.Json;
using DeviceCluster.Node.Configuration;
using DeviceCluster.Node.Logging;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace DeviceCluster.Node.Tests.Logging;

public class LogFormatTests
{
    private const string Evil = "NVR\u001b[2J\r\nroot: all is well\u202e\u0085";

    [Fact]
    public void Foreign_text_cannot_leave_its_line_nor_reach_the_terminal()
    {
        var text = Written(new ReadableFormatter(), log => log.Warning("Device {Name} is offline", Evil));

        Assert.Equal(1, text.Count(c => c == '\n'));
        Assert.Contains("\\u001B[2J\\u000D\\u000Aroot: all is well\\u202E\\u0085", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_follows_line_by_line_and_its_text_is_escaped_too()
    {
        var text = Written(new ReadableFormatter(), log => log.Error(new InvalidOperationException("bad\u001b[2J"), "Failed"));

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith(" ERR Failed", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.StartsWith("    | ", line, StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', text);
    }

    [Fact]
    public void Json_is_one_ascii_line_that_means_the_same()
    {
        var text = Written(new EscapedJsonFormatter(), log => log.Warning("Device {Name} is offline", Evil));

        Assert.Equal(Evil, JsonDocument.Parse(text).RootElement.GetProperty("Name").GetString());
        Assert.All(text.TrimEnd('\n'), c => Assert.InRange(c, ' ', '~'));
    }

    [Theory]
    [InlineData(LogEventLevel.Verbose)]
    [InlineData(LogEventLevel.Information)]
    public void Requests_are_never_logged_because_their_urls_hold_tokens(LogEventLevel level)
    {
        var sink = new TextSink(new ReadableFormatter());
        using var log = NodeLog.Create(new NodeOptions("n", "/", LogFormat.Text, level), sink);

        log.ForContext(Constants.SourceContextPropertyName, "Microsoft.AspNetCore.Hosting.Diagnostics").Information("GET /media?token=secret");

        Assert.Equal("", sink.Text);
    }

    private static string Written(ITextFormatter formatter, Action<Serilog.ILogger> write)
    {
        var sink = new TextSink(formatter);
        using var log = NodeLog.Create(new NodeOptions("n", "/", LogFormat.Text, LogEventLevel.Information), sink);
        write(log);
        return sink.Text;
    }

    private sealed class TextSink(ITextFormatter formatter) : ILogEventSink
    {
        public string Text { get; private set; } = "";

        public void Emit(LogEvent logEvent)
        {
            using var text = new StringWriter();
            formatter.Format(logEvent, text);
            Text += text;
        }
    }
}

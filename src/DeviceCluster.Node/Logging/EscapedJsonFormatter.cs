using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace DeviceCluster.Node.Logging;

/// <summary>Compact JSON in ASCII: what is not, stands only within strings of the document, so its escape means the same.</summary>
internal sealed class EscapedJsonFormatter : ITextFormatter
{
    private readonly RenderedCompactJsonFormatter _inner = new();

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var buffer = new StringWriter(CultureInfo.InvariantCulture);
        _inner.Format(logEvent, buffer);
        foreach (var c in buffer.ToString())
        {
            if (c is '\n' or '\r' or (>= ' ' and <= '~'))
                output.Write(c);
            else
                output.Write($"\\u{(int)c:x4}");
        }
    }
}

using System.Globalization;
using System.Text;
using DeviceCluster.Simulator.Dvrip;

namespace DeviceCluster.Simulator.Live;

/// <summary>A text transaction (f4): lines of "Key:Value" ended by an empty one. Clients differ in the case of keys.</summary>
internal sealed class TextMessage
{
    private const int MaxLines = 64;

    private readonly Dictionary<string, string> _lines = new(StringComparer.OrdinalIgnoreCase);

    public static TextMessage Read(string text)
    {
        var message = new TextMessage();
        foreach (var line in text.Split("\r\n", MaxLines + 1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (line.Length == 0 || message._lines.Count == MaxLines)
                break;

            if (colon > 0)
                message._lines[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        return message;
    }

    public string this[string key] => _lines.GetValueOrDefault(key, "");

    public uint? Number(string key) => uint.TryParse(this[key], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The answer to this message. Clients read it into 255 bytes, so it says no more than it must.</summary>
    public byte[] Reply(string fault, params ReadOnlySpan<(string Key, string Value)> lines)
    {
        var text = new StringBuilder();
        if (Number("TransactionID") is { } transaction)
            text.Append(CultureInfo.InvariantCulture, $"TransactionID:{transaction}\r\n");

        text.Append(CultureInfo.InvariantCulture, $"Method:{Answer(this["Method"])}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"FaultCode:{fault}\r\n");
        foreach (var (key, value) in lines)
            text.Append(CultureInfo.InvariantCulture, $"{key}:{value}\r\n");

        return DvripReply.Create(Commands.Text, text.Append("\r\n").ToString());
    }

    private static string Answer(string method) => method is "AddObject" or "DeleteObject" or "GetParameterNames" or "SetParameterValues"
        ? method + "Response"
        : "Fault";
}

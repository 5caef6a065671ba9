using System.Text;

namespace DeviceCluster.Simulator.Http;

/// <summary>What a device answers over HTTP.</summary>
internal sealed record HttpReply(int Status, string Type, ReadOnlyMemory<byte> Body)
{
    private const string PlainText = "text/plain;charset=utf-8";

    public static HttpReply Ok { get; } = Text("OK\r\n");

    public static HttpReply BadRequest { get; } = Text("Error\r\nBad Request!\r\n", StatusCodes.Status400BadRequest);

    public static HttpReply NotFound { get; } = Text("Error\r\nNot Found\r\n", StatusCodes.Status404NotFound);

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>How long it is held back.</summary>
    public TimeSpan After { get; init; }

    public static HttpReply Text(string text, int status = StatusCodes.Status200OK) => new(status, PlainText, Encoding.UTF8.GetBytes(text));

    /// <summary>Lines of key=value.</summary>
    public static HttpReply Lines(IEnumerable<string> lines) => Text(string.Concat(lines.Select(line => line + "\r\n")));

    public static HttpReply Line(string key, object value) => Lines([FormattableString.Invariant($"{key}={value}")]);
}

using System.Text.Json;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>One answer of pbm in JSON, as a program reads it.</summary>
internal sealed record PbmReply(JsonElement Answer)
{
    public int Exit => Answer.GetProperty("exit").GetInt32();

    public string Error => Text("error");

    public string Remedy => Text("remedy");

    public string ErrorCode => Text("errorCode");

    /// <summary>What is told beside the table.</summary>
    public IReadOnlyList<string> Lines => Answer.TryGetProperty("text", out var lines) ? [.. lines.EnumerateArray().Select(line => line.GetString()!)] : [];

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows => Answer.TryGetProperty("rows", out var rows)
        ? [.. rows.EnumerateArray().Select(row => row.EnumerateObject().ToDictionary(cell => cell.Name, cell => cell.Value.GetString()!))]
        : [];

    /// <summary>A table of properties and values; of a property that comes twice the first.</summary>
    public string this[string property] => Rows.First(row => row["property"] == property)["value"];

    public static PbmReply Of(string json) => new(JsonDocument.Parse(json).RootElement);

    public override string ToString() => Answer.GetRawText();

    private string Text(string name) => Answer.TryGetProperty(name, out var text) ? text.GetString()! : "";
}

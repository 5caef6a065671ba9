using System.Globalization;

namespace DeviceCluster.Sdk.Tests.Support;

/// <summary>The PTZ commands as docs/netsdk.md tells them.</summary>
internal static class PtzMap
{
    private const string Section = "\n## PTZ commands\n";

    public static IReadOnlyList<Row> Rows { get; } = Read(File.ReadAllText(TestFiles.Map));

    private static IReadOnlyList<Row> Read(string page)
    {
        var section = page[(page.IndexOf(Section, StringComparison.Ordinal) + Section.Length)..].Split("\n## ")[0];
        string[][] table = [.. section.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Trim('|', ' ').Split(" | "))];
        int Column(string name) => Array.IndexOf(table[0], name);
        var (number, carrier, mark) = (Column("number"), Column("code or method"), Column("mark"));
        return [.. table.Skip(1).Select(cells => new Row(uint.Parse(cells[number], CultureInfo.InvariantCulture), cells[carrier], cells[mark]))];
    }

    /// <param name="Number">Of the ABI.</param>
    /// <param name="Carrier">The code or method by which it goes, and more words.</param>
    /// <param name="Mark">Where that is known from, or that it is refused.</param>
    internal sealed record Row(uint Number, string Carrier, string Mark)
    {
        public bool IsCarried => Mark is "[S]" or "[1]" or "[?]";

        /// <summary>What a camera that is told so says that it was told.</summary>
        public string Told => Carrier.StartsWith("ptz", StringComparison.Ordinal) ? Carrier : $"ptz.start {Carrier.Split([',', ':', ' '])[0]}";
    }
}

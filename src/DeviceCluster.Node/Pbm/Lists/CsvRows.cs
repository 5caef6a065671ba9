using Sylvan.Data.Csv;

namespace DeviceCluster.Node.Pbm.Lists;

/// <summary>Rows of a CSV file, by the names of its heading; comma or semicolon.</summary>
internal static class CsvRows
{
    /// <exception cref="CommandFailure">It is no CSV.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string text)
    {
        try
        {
            using var reader = CsvDataReader.Create(new StringReader(text), new CsvDataReaderOptions { HasHeaders = true });
            var names = Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetName(i).Trim().ToLowerInvariant()).ToArray();
            if (names.Distinct().Count() < names.Length)
                throw CommandFailure.Usage("the heading has a name twice", $"each of them once: {ImportList.Columns}");
            var rows = new List<IReadOnlyDictionary<string, string>>();
            while (reader.Read())
                rows.Add(names.Select((name, i) => (name, Text: i < reader.RowFieldCount ? reader.GetString(i) : "")).ToDictionary(cell => cell.name, cell => cell.Text));
            return rows;
        }
        catch (Exception e) when (e is CsvFormatException or FormatException or InvalidDataException)
        {
            throw CommandFailure.Usage($"this is no CSV: {e.Message}", $"a heading with {ImportList.Columns}, then one row for each device");
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Node.Pbm.Lists;

/// <summary>Reads a list of devices, in CSV with a heading or as a YAML list, and makes the orders of each row. A wrong row spoils no other.</summary>
internal sealed class ImportList
{
    public const int MaxRows = 10_000;
    public const string Columns = "id, host, port, user, password, serial, name, tags (as k=v,k=v), http-port, rtsp-port, plain-login (yes or no)";

    private static readonly HashSet<string> Known =
        ["id", "host", "port", "user", "password", "serial", "name", "tags", "http-port", "rtsp-port", "plain-login"];

    private readonly Secret? _password;
    private readonly HashSet<string> _ids = [];

    private ImportList(Secret? password) => _password = password;

    /// <param name="text">Of the file.</param>
    /// <param name="fileName">Tells the form by its ending.</param>
    /// <param name="password">Of rows that have none.</param>
    /// <exception cref="CommandFailure">It cannot be read as a whole.</exception>
    public static ImmutableArray<ImportRow> Read(string text, string fileName, Secret? password)
    {
        var rows = fileName.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
            ? YamlRows.Read(text)
            : CsvRows.Read(text);
        if (rows.SelectMany(row => row.Keys).FirstOrDefault(name => !Known.Contains(name)) is { } stranger)
            throw CommandFailure.Usage($"there is no column '{stranger}'", DeviceCluster.Pbm.Nearest.Hint(stranger, Known) + $"the columns are {Columns}");
        if (rows.Count > MaxRows)
            throw CommandFailure.Usage($"the list has {rows.Count} rows", $"at most {MaxRows}: split it");
        var list = new ImportList(password);
        return [.. rows.Select((row, i) => list.Of(i + 1, row))];
    }

    private ImportRow Of(int number, IReadOnlyDictionary<string, string> row)
    {
        var id = Text(row, "id") ?? "";
        try
        {
            return new ImportRow(number, id, Orders(id, row), Wrong: null);
        }
        catch (FormatException e)
        {
            return new ImportRow(number, id, [], e.Message);
        }
    }

    private ImmutableArray<DeviceCommand> Orders(string text, IReadOnlyDictionary<string, string> row)
    {
        if (!DeviceId.TryParse(text, out var id))
            throw new FormatException(text.Length == 0 ? "the id is missing" : $"'{text}' is no device id: {DeviceId.Rule}");
        if (!_ids.Add(text))
            throw new FormatException($"{text} stands in the list already");
        var password = Text(row, "password") is { } own ? new Secret(own) : _password
            ?? throw new FormatException("there is no password: give the row one, or the command one for all rows");
        var address = new DeviceAddress(Needed(row, "host"), Port(Text(row, "port")));
        var orders = ImmutableArray.CreateBuilder<DeviceCommand>();
        var access = AccessText.Of(Text(row, "http-port"), Text(row, "rtsp-port"), Text(row, "plain-login"));
        orders.Add(new DeviceCommand.Enrol(id, address, Needed(row, "user"), password, Text(row, "serial"), access));
        if (Text(row, "name") is { } name)
            orders.Add(new DeviceCommand.Rename(id, name));
        if (Text(row, "tags") is { } tags)
            orders.Add(new DeviceCommand.Tag(id, TagText.Parse(tags), []));
        return orders.DrainToImmutable();
    }

    private static int Port(string? text) =>
        text is null ? DeviceAddress.DefaultPort
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535 ? port
        : throw new FormatException($"'{text}' is no port: 1 to 65535");

    private static string Needed(IReadOnlyDictionary<string, string> row, string name) =>
        Text(row, name) ?? throw new FormatException($"the {name} is missing");

    private static string? Text(IReadOnlyDictionary<string, string> row, string name) =>
        row.TryGetValue(name, out var text) && text.Trim() is { Length: > 0 } given ? given : null;
}

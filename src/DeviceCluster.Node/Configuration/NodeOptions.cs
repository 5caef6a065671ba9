using Serilog.Events;

namespace DeviceCluster.Node.Configuration;

/// <summary>The node itself: its name, its folder, its log.</summary>
internal sealed record NodeOptions(string Name, string DataFolder, LogFormat LogFormat, LogEventLevel LogLevel)
{
    public static NodeOptions Read(SettingsReader reader)
    {
        // Read by the source of the settings itself; here it is made known.
        reader.Text("SecretsFolder", "", "a folder with one file for each secret setting, named as Keys__Envelope, that not everybody can read", _ => true);
        return ReadNode(reader);
    }

    private static NodeOptions ReadNode(SettingsReader reader) => new(
        reader.Text("Node:Name", Environment.MachineName, "1 to 64 of letters, digits, '.', '-' and '_'", IsName),
        Path.GetFullPath(reader.Text("Node:DataFolder", DefaultFolder(), "a folder", text => !text.Contains('\0', StringComparison.Ordinal))),
        reader.Choice("Node:LogFormat", LogFormat.Text),
        reader.Choice("Node:LogLevel", LogEventLevel.Information));

    private static bool IsName(string text) => text.Length <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private static string DefaultFolder() =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "devicecluster");
}

/// <summary>How log lines look.</summary>
internal enum LogFormat
{
    /// <summary>A line for people.</summary>
    Text,

    /// <summary>Compact JSON for machines.</summary>
    Json,
}

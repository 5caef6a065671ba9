using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Storage.PostgreSql;

namespace DeviceCluster.Node.Configuration;

/// <summary>Reads where the journal and the tables are: files of this node, or a PostgreSQL database that the nodes of a cluster share.</summary>
internal static class StorageOptions
{
    private const string ConnectionString = "Storage:ConnectionString";

    public static StorageSettings Read(SettingsReader reader)
    {
        var provider = reader.Choice("Storage:Provider", StorageProvider.Sqlite);
        var connection = reader.Optional(ConnectionString, PostgresConnection.Allowed, text => Bound(reader, text), secret: true);
        if (provider == StorageProvider.PostgreSql && connection is null)
            reader.Refuse(ConnectionString, "missing", $"with Storage:Provider PostgreSql {PostgresConnection.Allowed}");
        if (provider == StorageProvider.Sqlite && connection is { Length: > 0 })
            reader.Refuse("Storage:Provider", $"{provider}", "PostgreSql where Storage:ConnectionString is set; without it, the node would use files of its own");
        return new StorageSettings { Provider = provider, ConnectionString = connection ?? "" };
    }

    /// <summary>Of the nodes on one database each must be able to open what another sealed, so none makes keys of its own.</summary>
    /// <exception cref="NodeFault">A key is missing.</exception>
    public static void RequireKeys(NodeSettings settings)
    {
        if (settings.Storage.Provider == StorageProvider.Sqlite)
            return;
        var missing = new List<string>();
        if (settings.Keys.Envelope is null)
            missing.Add("Keys:Envelope");
        if (settings.Keys.Media is null)
            missing.Add("Keys:Media");
        if (missing.Count > 0)
            throw new NodeFault(
                ExitCode.WrongOptions,
                [.. missing.Select(key => $"{SettingsReader.Root}:{key} is missing: with Storage:Provider PostgreSql it is {KeyOptions.Allowed}, the same at all nodes")]);
    }

    // Refused here, where it can be said what is wrong; what is given back is used no further then.
    private static string? Bound(SettingsReader reader, string text)
    {
        if (PostgresConnection.Bound(text, out var problem) is { } bound)
            return bound;
        reader.Refuse(ConnectionString, problem, PostgresConnection.Allowed);
        return "";
    }
}

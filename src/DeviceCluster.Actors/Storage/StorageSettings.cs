namespace DeviceCluster.Actors.Storage;

/// <summary>Where the journal and the tables are.</summary>
public sealed record StorageSettings
{
    public StorageProvider Provider { get; init; } = StorageProvider.Sqlite;

    /// <summary>Of PostgreSQL. Holds a password: it is never logged.</summary>
    public string ConnectionString { get; init; } = "";

    public override string ToString() => $"{Provider}";
}

/// <summary>The databases that a node can stand on.</summary>
public enum StorageProvider
{
    /// <summary>Files in the data folder, for a node that is alone.</summary>
    Sqlite,

    /// <summary>A server that several nodes share.</summary>
    PostgreSql,
}

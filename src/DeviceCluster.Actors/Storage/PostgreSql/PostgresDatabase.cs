using Akka.Hosting;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.DataProvider.PostgreSQL;
using Npgsql;

namespace DeviceCluster.Actors.Storage.PostgreSql;

/// <summary>One PostgreSQL database that several nodes share: journal and tables in one.</summary>
internal sealed class PostgresDatabase : Database
{
    private readonly DataOptions _options;

    /// <exception cref="StorageException">The connection string cannot be used.</exception>
    public PostgresDatabase(string connectionString, bool forMigration = false)
    {
        ConnectionString = PostgresConnection.Bound(connectionString, out var problem)
            ?? throw new StorageException($"the connection string of the storage is {problem}: allowed is {PostgresConnection.Allowed}");
        var parts = new NpgsqlConnectionStringBuilder(ConnectionString);
        (NodesName, Catalog) = (parts.ApplicationName!, parts.Database!);
        if (forMigration)
        {
            parts.ApplicationName = $"{NodesName} migration";
            ConnectionString = parts.ConnectionString;
        }
        Name = $"{parts.Host}:{parts.Port}/{parts.Database}";
        User = parts.Username!;
        _options = new DataOptions().UsePostgreSQL(ConnectionString, PostgreSQLVersion.v15);
    }

    /// <summary>With the password: for those who open connections.</summary>
    public string ConnectionString { get; }

    /// <summary>Where it is, for messages.</summary>
    public string Name { get; }

    public string User { get; }

    /// <summary>The database's own name.</summary>
    public string Catalog { get; }

    /// <summary>How the server names the connections of nodes; a migration's are named otherwise.</summary>
    public string NodesName { get; }

    public override bool IsShared => true;

    public override int Writers => 3;

    public override string PluginHocon =>
        $"""
        connection-string = {ConnectionString.ToHocon()}
        provider-name = {ProviderName.PostgreSQL15.ToHocon()}
        materializer-dispatcher = {Dispatcher.ToHocon()}

        """;

    public override DataConnection Open() => new(_options);

    public override bool IsOutage(Exception cause) => PostgresOutage.Is(cause);

    public override string Describe(Exception cause) => $"{Name}: {PostgresOutage.Words(cause)}";

    public override void ReleaseConnections()
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }
}

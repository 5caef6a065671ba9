using DeviceCluster.Actors.Storage;
using Npgsql;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>Looks into a PostgreSQL database beside the program, and changes it behind its back.</summary>
internal static class Sql
{
    public static async Task ExecuteAsync(this StorageSettings database, string sql)
    {
        await using var connection = await OpenAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of all rows, as text.</summary>
    public static async Task<List<string>> ReadAsync(this StorageSettings database, string sql)
    {
        await using var connection = await OpenAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add($"{reader.GetValue(0)}");
        return rows;
    }

    private static async Task<NpgsqlConnection> OpenAsync(StorageSettings database)
    {
        var connection = new NpgsqlConnection($"{database.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}

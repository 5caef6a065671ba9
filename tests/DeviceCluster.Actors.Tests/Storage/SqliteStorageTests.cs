using DeviceCluster.Actors.Storage;
using Microsoft.Data.Sqlite;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>The contract of the storage, on files.</summary>
public sealed class SqliteStorageTests : StorageContractTests
{
    protected override Task<DeviceClusterSettings> FreshAsync() => Task.FromResult(Settings);

    protected override async Task RenameAsync(DeviceClusterSettings settings, string table, string name)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(settings.DataFolder, NodeStorage.ReadSideFile)};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"ALTER TABLE {table} RENAME TO {name}";
        await command.ExecuteNonQueryAsync();
    }
}

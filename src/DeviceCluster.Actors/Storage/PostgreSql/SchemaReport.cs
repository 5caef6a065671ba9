using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace DeviceCluster.Actors.Storage.PostgreSql;

/// <summary>What a database holds of this program's tables: the version it was brought to, null where none, and what is missing for the wanted one.</summary>
internal sealed record SchemaReport(int? Version, IReadOnlyList<string> Missing)
{
    private const int Shown = 5;

    public static async Task<SchemaReport> OfAsync(DataConnection db, CancellationToken stop)
    {
        var schema = await CurrentAsync(db, stop);
        var columns = await db.GetTable<ColumnRow>()
            .Where(column => column.TableSchema == schema)
            .Select(column => new { column.TableName, column.ColumnName })
            .ToListAsync(stop);
        var found = columns.Select(column => (column.TableName, column.ColumnName)).ToHashSet();
        int? version = found.Any(column => column.TableName == "schema_versions")
            ? await db.GetTable<SchemaVersionRow>().MaxAsync(row => (int?)row.Version, stop)
            : null;
        return new SchemaReport(version, [.. Schema.Needed.Where(needed => !found.Contains(needed)).Select(needed => $"{needed.Table}.{needed.Column}")]);
    }

    /// <exception cref="DatabaseException">Not the tables that this program works on.</exception>
    public void ThrowIfNotCurrent(string database, int wanted)
    {
        const string Migrate = "run 'DeviceCluster.Node migrate' with the settings of the nodes";
        ThrowIfNewer(database, wanted);
        var problem = Version switch
        {
            null => $"has no tables of DeviceCluster, and this program needs schema version {wanted}: {Migrate}",
            _ when Version < wanted => $"has schema version {Version}, and this program needs {wanted}: {Migrate}",
            _ when Missing.Count > 0 => $"has schema version {Version}, but it lacks {string.Join(", ", Missing.Take(Shown))}: {Migrate}, or restore a backup",
            _ => null,
        };
        if (problem is not null)
            throw new DatabaseException($"the database {database} {problem}");
    }

    /// <exception cref="DatabaseException">A newer program has brought it further.</exception>
    public void ThrowIfNewer(string database, int wanted)
    {
        if (Version > wanted)
            throw new DatabaseException(
                $"the database {database} has schema version {Version} of a newer program, and this one needs {wanted}: "
                + "run the newer program, or restore a backup from before its migration");
    }

    // The first of the search path that is there; null where none is.
    private static Task<string?> CurrentAsync(DataConnection db, CancellationToken stop) =>
        db.ExecuteAsync<string?>("SELECT current_schema()", stop);
}

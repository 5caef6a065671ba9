using Akka.Hosting;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.DataProvider.SQLite;
using Microsoft.Data.Sqlite;

namespace DeviceCluster.Actors.Storage;

/// <summary>One SQLite file in WAL mode, and the ways into it.</summary>
internal sealed class SqliteFile : Database
{
    /// <summary>Shorter than the journal's call time-out of 10 s: what a write came to is known before it counts as failed.</summary>
    private const int BusySeconds = 8;

    private readonly DataOptions _options;

    public SqliteFile(string path)
    {
        Path = path;
        ConnectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = BusySeconds }.ConnectionString;
        _options = new DataOptions().UseSQLite(ConnectionString, SQLiteProvider.Microsoft);
    }

    public string Path { get; }

    public string ConnectionString { get; }

    public override bool IsShared => false;

    /// <summary>One writer at a time is all that SQLite has; more would sleep before its lock.</summary>
    public override int Writers => 1;

    /// <summary>Uncommitted reads: only so do reads not take the write lock; with WAL they see what is committed all the same.</summary>
    public override string PluginHocon =>
        $"""
        connection-string = {ConnectionString.ToHocon()}
        provider-name = {ProviderName.SQLiteMS.ToHocon()}
        read-isolation-level = read-uncommitted
        materializer-dispatcher = {Dispatcher.ToHocon()}

        """;

    public override DataConnection Open() => new(_options);

    public override DataConnection OpenRelaxed()
    {
        var db = Open();
        db.Execute("PRAGMA synchronous = NORMAL");
        return db;
    }

    /// <summary>Makes the file where there is none, for its owner alone, and sets WAL mode, which stays with the file.</summary>
    public void Prepare()
    {
        // The files that SQLite makes beside it take its mode.
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        new FileStream(Path, options).Dispose();
        using var db = Open();
        db.Execute("PRAGMA journal_mode = WAL");
    }

    /// <summary>What is wrong inside the file; null where nothing is. Read only, so that a damaged file is left as it is found.</summary>
    public string? FindDamage()
    {
        if (!File.Exists(Path))
            return null;

        try
        {
            var readOnly = new SqliteConnectionStringBuilder(ConnectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = false };
            using var db = new DataConnection(new DataOptions().UseSQLite(readOnly.ConnectionString, SQLiteProvider.Microsoft));
            var found = db.Query<string>("PRAGMA quick_check(1)").First();
            return found == "ok" ? null : found;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            return e.Message;
        }
    }

    public void Delete()
    {
        ReleaseConnections();
        foreach (var part in new[] { "", "-wal", "-shm" })
            File.Delete(Path + part);
    }

    public override void ReleaseConnections()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}

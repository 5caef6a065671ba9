using DeviceCluster.Domain.Fencing;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.DataProvider.PostgreSQL;
using Npgsql;

namespace DeviceCluster.Actors.Fencing;

/// <summary>
/// The table <c>shard_fences</c> on a connection of its own, with short time-outs. Every call blocks, on the keeper's thread and on no other. What a
/// call that failed did or will do is not known: each statement asks for the row as it was read, so that a late one does nothing.
/// </summary>
internal sealed class ShardFenceTable(string connectionString) : IDisposable
{
    private const int LimitSeconds = 2;

    private readonly DataOptions _options = new DataOptions().UsePostgreSQL(Own(connectionString), PostgreSQLVersion.v15);
    private DataConnection? _connection;

    public IReadOnlyList<FenceRow> Read(IReadOnlyCollection<string> shards) => Run(db =>
        db.GetTable<ShardFenceRow>().Where(row => shards.Contains(row.Shard)).AsEnumerable().Select(Of).ToList());

    public IReadOnlyList<FenceRow> ReadOwned(IReadOnlyCollection<string> owners) => Run(db =>
        db.GetTable<ShardFenceRow>().Where(row => owners.Contains(row.Owner)).AsEnumerable().Select(Of).ToList());

    /// <summary>Raises the beats of these rows where they are the owner's, by one statement. Returns those, with their epochs.</summary>
    public IReadOnlyDictionary<string, long> Beat(string owner, IReadOnlyCollection<string> shards) => Run(db =>
        db.GetTable<ShardFenceRow>()
            .Where(row => row.Owner == owner && shards.Contains(row.Shard))
            .Set(row => row.Beat, row => row.Beat + 1)
            .UpdateWithOutput((before, after) => new { after.Shard, after.Epoch })
            .ToDictionary(row => row.Shard, row => row.Epoch));

    /// <summary>False: the row is not as it was read.</summary>
    public bool Take(FenceRow read, string owner) => Run(db =>
        db.GetTable<ShardFenceRow>()
            .Where(row => row.Shard == read.Shard && row.Owner == read.Owner && row.Epoch == read.Epoch && row.Beat == read.Beat)
            .Set(row => row.Owner, owner)
            .Set(row => row.Epoch, row => row.Epoch + 1)
            .Set(row => row.Beat, row => row.Beat + 1)
            .Update() == 1);

    /// <summary>False: it is another's, or of another epoch, already.</summary>
    public bool Free(string shard, string owner, long epoch) => Run(db =>
        db.GetTable<ShardFenceRow>()
            .Where(row => row.Shard == shard && row.Owner == owner && row.Epoch == epoch)
            .Set(row => row.Owner, (string?)null)
            .Update() == 1);

    /// <summary>Frees the row of a node that is gone; false: it is not as it was read.</summary>
    public bool Release(FenceRow read) => Run(db =>
        db.GetTable<ShardFenceRow>()
            .Where(row => row.Shard == read.Shard && row.Owner == read.Owner && row.Epoch == read.Epoch && row.Beat == read.Beat)
            .Set(row => row.Owner, (string?)null)
            .Update() == 1);

    public void Dispose()
    {
        _connection?.Dispose();
        _connection = null;
    }

    /// <summary>Shared with nobody, so that no other statement is waited for; and every wait, also that for the end of a cancelled one, is bounded.</summary>
    private static string Own(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        Timeout = LimitSeconds,
        CommandTimeout = LimitSeconds,
        CancellationTimeout = -1,
        GssEncryptionMode = GssEncryptionMode.Disable,
        IncludeErrorDetail = false,
        ApplicationName = "DeviceCluster fence",
    }.ConnectionString;

    private static FenceRow Of(ShardFenceRow row) => new(row.Shard, row.Owner, row.Epoch, row.Beat);

    private T Run<T>(Func<DataConnection, T> statement)
    {
        try
        {
            return statement(_connection ??= new DataConnection(_options));
        }
        catch
        {
            // Whatever is still under way on it ends with it.
            Dispose();
            throw;
        }
    }
}

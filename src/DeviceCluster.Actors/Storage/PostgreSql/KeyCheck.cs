using System.Security.Cryptography;
using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Live;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace DeviceCluster.Actors.Storage.PostgreSql;

/// <summary>
/// The keys that all nodes on a database must have alike, as it knows them: what a key makes of a fixed text. The first who brings a key sets it
/// down; who brings another is refused.
/// </summary>
internal static class KeyCheck
{
    public static async Task RunAsync(DataConnection db, string database, EnvelopeKey? envelope, MediaKey? media, CancellationToken stop)
    {
        if (envelope is not null)
            await RunAsync(db, database, "envelope", "Keys:Envelope", envelope.Id, envelope.Bytes.ToArray(), stop);
        if (media is not null)
            await RunAsync(db, database, "media", "Keys:Media", media.Id, media.Bytes.ToArray(), stop);
    }

    private static async Task RunAsync(
        DataConnection db, string database, string name, string setting, string id, byte[] key, CancellationToken stop)
    {
        var proof = Convert.ToHexStringLower(HMACSHA256.HashData(key, "devicecluster key check"u8));
        var known = await FindAsync(db, name, stop);
        if (known is null)
        {
            await SetDownAsync(db, new KeyCheckRow { KeyName = name, KeyId = id, Proof = proof }, stop);
            known = await FindAsync(db, name, stop);
        }

        if (known?.Proof != proof)
            throw new DatabaseException(
                $"the database {database} belongs to the {name} key {known?.KeyId}, and this node has {id}: "
                + $"give all nodes the key {known?.KeyId} by DeviceCluster:{setting}");
    }

    private static Task<KeyCheckRow?> FindAsync(DataConnection db, string name, CancellationToken stop) =>
        db.GetTable<KeyCheckRow>().Where(row => row.KeyName == name).FirstOrDefaultAsync(stop);

    // Of several that come first at once, one does.
    private static Task<int> SetDownAsync(DataConnection db, KeyCheckRow row, CancellationToken stop) => db.GetTable<KeyCheckRow>().InsertOrUpdateAsync(
        () => new KeyCheckRow { KeyName = row.KeyName, KeyId = row.KeyId, Proof = row.Proof }, null, stop);
}

using LinqToDB;
using LinqToDB.Data;

namespace DeviceCluster.Actors.Storage;

/// <summary>Writes <c>device_status</c>, and that this start of the node is alive.</summary>
internal sealed class StatusTable(SqliteFile file, string incarnation, TimeProvider time)
{
    private const int MaxReason = 1000;

    public int Write(IReadOnlyList<StatusChanged> changes, string node)
    {
        using var db = file.Open();
        // All in this file can be made again, so a commit need not reach the disk at once.
        db.Execute("PRAGMA synchronous = NORMAL");
        using var all = db.BeginTransaction();
        db.InsertOrReplace(new NodeRow { Incarnation = incarnation, Node = node, SeenAt = time.GetUtcNow().UtcTicks });
        foreach (var change in changes)
            Write(db, change);
        all.Commit();
        return changes.Count;
    }

    private void Write(DataConnection db, StatusChanged change)
    {
        var id = change.Device.Value;
        if (change.Status is { } status)
            db.InsertOrReplace(new StatusRow
            {
                Device = id,
                Incarnation = incarnation,
                Phase = (int)status.Phase,
                Since = status.Since.UtcTicks,
                Reason = status.Reason.Length > MaxReason ? status.Reason[..MaxReason] : status.Reason,
                NextAttempt = status.NextAttempt?.UtcTicks,
            });
        else
            db.GetTable<StatusRow>().Where(row => row.Device == id).Delete();
    }
}

using DeviceCluster.Contracts.Devices;
using LinqToDB;
using LinqToDB.Data;

namespace DeviceCluster.Actors.Storage;

/// <summary>Writes <c>device_status</c>, and that this start of the node is alive; reads which others are.</summary>
internal sealed class StatusTable(Database database, NodeRoll roll, TimeProvider time)
{
    private const int MaxReason = 1000;

    public int Write(IReadOnlyList<StatusChanged> changes, string node)
    {
        using var db = database.OpenRelaxed();
        using (var all = db.BeginTransaction())
        {
            db.InsertOrReplace(new NodeRow { Incarnation = roll.Incarnation, Node = node, SeenAt = time.GetUtcNow().UtcTicks });
            // Two nodes that write the same rows do it in the same order: neither waits for the other for ever.
            foreach (var change in changes.OrderBy(change => change.Device.Value, StringComparer.Ordinal))
                Write(db, change);
            all.Commit();
        }

        roll.Read(db.GetTable<NodeRow>());
        Prune(db);
        return changes.Count;
    }

    /// <summary>Those of the devices whose row is not this node's.</summary>
    public IReadOnlyList<DeviceId> NotWritten(IReadOnlyList<DeviceId> held)
    {
        using var db = database.Open();
        var written = db.GetTable<StatusRow>().Where(row => row.Incarnation == roll.Incarnation).Select(row => row.Device).ToHashSet();
        return [.. held.Where(device => !written.Contains(device.Value))];
    }

    private void Write(DataConnection db, StatusChanged change)
    {
        var id = change.Device.Value;
        if (change.Status is { } status)
            db.InsertOrReplace(new StatusRow
            {
                Device = id,
                Incarnation = roll.Incarnation,
                Phase = (int)status.Phase,
                Since = status.Since.UtcTicks,
                Reason = TableText.Fit(status.Reason, MaxReason),
                NextAttempt = status.NextAttempt?.UtcTicks,
            });
        else
            db.GetTable<StatusRow>().Where(row => row.Device == id).Delete();
    }

    /// <summary>A start that is gone is remembered as long as a row tells of it.</summary>
    private void Prune(DataConnection db)
    {
        string[] gone = [.. db.GetTable<NodeRow>().AsEnumerable().Where(roll.IsGone).Select(row => row.Incarnation)];
        if (gone.Length > 0)
            db.GetTable<NodeRow>()
                .Where(node => gone.Contains(node.Incarnation) && !db.GetTable<StatusRow>().Any(status => status.Incarnation == node.Incarnation))
                .Delete();
    }
}

using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Devices;
using LinqToDB;
using LinqToDB.Data;

namespace DeviceCluster.Actors.Audit;

/// <summary>Writes and reads the table <c>audit</c>.</summary>
internal sealed class AuditTable(Database database)
{
    private static readonly BulkCopyOptions Rows = new() { BulkCopyType = BulkCopyType.MultipleRows };

    /// <summary>A batch of which nobody knows whether it was written is written again: what is there already is left out.</summary>
    public int Write(IReadOnlyList<AuditEntry> entries, bool again)
    {
        using var db = database.Open();
        using var all = db.BeginTransaction();
        var known = again ? Known(db, entries) : [];
        db.BulkCopy(Rows, entries.Select(RowOf).Where(row => !known.Contains(row.Id)));
        all.Commit();
        return entries.Count;
    }

    public int DeleteBefore(DateTimeOffset time)
    {
        using var db = database.Open();
        return db.GetTable<AuditRow>().Where(row => row.At < time.UtcTicks).Delete();
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<AuditEntry> Read(AuditFilter filter)
    {
        using var db = database.Open();
        IQueryable<AuditRow> rows = db.GetTable<AuditRow>();
        if (filter.Device?.Value is { } device)
            rows = rows.Where(row => row.Device == device);
        if (filter.Who is { } who)
            rows = rows.Where(row => row.Who == who);
        if (filter.Since?.UtcTicks is { } since)
            rows = rows.Where(row => row.At >= since);
        return [.. rows.OrderByDescending(row => row.Id).Take(filter.Limit).AsEnumerable().Select(EntryOf)];
    }

    private static HashSet<string> Known(DataConnection db, IReadOnlyList<AuditEntry> entries)
    {
        var ids = entries.Select(IdOf).ToArray();
        return [.. db.GetTable<AuditRow>().Where(row => ids.Contains(row.Id)).Select(row => row.Id)];
    }

    // Big-endian: the beginning is the time.
    private static string IdOf(AuditEntry entry) => entry.Id.ToString("N");

    private static AuditRow RowOf(AuditEntry entry) => new()
    {
        Id = IdOf(entry),
        At = entry.At.UtcTicks,
        Device = entry.Device?.Value,
        Who = TableText.Fit(entry.By.Who, Origin.MaxLength),
        Origin = TableText.Fit(entry.By.Where, Origin.MaxLength),
        What = TableText.Fit(entry.What, AuditRow.MaxWhat),
        Result = TableText.Fit(entry.Result, AuditRow.MaxResult),
        Node = TableText.Fit(entry.Node, AuditRow.MaxNode),
    };

    private static AuditEntry EntryOf(AuditRow row) => new(
        Guid.ParseExact(row.Id, "N"),
        new DateTimeOffset(row.At, TimeSpan.Zero),
        row.Device is { } device ? new DeviceId(device) : null,
        new Origin(row.Who, row.Origin),
        row.What,
        row.Result,
        row.Node);
}

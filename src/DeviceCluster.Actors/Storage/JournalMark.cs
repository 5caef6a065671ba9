using LinqToDB;
using LinqToDB.Data;

namespace DeviceCluster.Actors.Storage;

/// <summary>Which journal this is, and how far it goes: a read side is good only for the journal it was made of.</summary>
internal sealed record JournalMark(string Id, long Last)
{
    /// <summary>Reads the journal's own id; one that has none is given one.</summary>
    public static JournalMark Of(SqliteFile journal)
    {
        using var db = journal.Open();
        db.CreateTable<JournalMarkRow>(tableOptions: TableOptions.CreateIfNotExists);
        if (IdIn(db) is { } known)
            return new JournalMark(known, LastOf(db));

        var id = Guid.NewGuid().ToString("N");
        db.Insert(new JournalMarkRow { Id = id });
        return new JournalMark(id, LastOf(db));
    }

    /// <summary>A position beyond the end is that of a journal which was set back, by a backup for one.</summary>
    public bool IsOf(SqliteFile readSide)
    {
        using var db = readSide.Open();
        return IdIn(db) == Id && !db.GetTable<PositionRow>().Any(row => row.Position > Last);
    }

    public void Sign(SqliteFile readSide)
    {
        using var db = readSide.Open();
        db.Insert(new JournalMarkRow { Id = Id });
    }

    private static string? IdIn(DataConnection db) => db.GetTable<JournalMarkRow>().Select(row => row.Id).FirstOrDefault();

    // The table of events is Akka's: it makes it at its first start.
    private static long LastOf(DataConnection db) =>
        db.Execute<long>("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'journal'") == 0
            ? 0
            : db.Execute<long>("SELECT COALESCE(MAX(ordering), 0) FROM journal");
}

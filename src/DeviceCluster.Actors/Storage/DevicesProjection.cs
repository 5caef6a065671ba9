using DeviceCluster.Contracts.Devices;
using LinqToDB;
using LinqToDB.Data;

namespace DeviceCluster.Actors.Storage;

/// <summary>Makes the rows of <c>devices</c> out of the events of devices; rows and position in one transaction.</summary>
internal sealed class DevicesProjection(Database database)
{
    public const string Name = "devices";

    private const int MaxSerial = 64;

    public long Position()
    {
        using var db = database.Open();
        return PositionIn(db);
    }

    /// <summary>
    /// Where to read on. In a database that holds journal and tables together, a position beyond the journal's end is that of a journal which was
    /// set back without them: then they are made anew.
    /// </summary>
    public long Begin()
    {
        using var db = database.Open();
        var position = PositionIn(db);
        if (!database.IsShared || position <= (db.GetTable<JournalEndRow>().Max(row => (long?)row.Ordering) ?? 0))
            return position;

        using var all = db.BeginTransaction();
        Lock(db);
        db.GetTable<DeviceRow>().Delete();
        db.InsertOrReplace(new PositionRow { Projection = Name, Position = 0 });
        all.Commit();
        return 0;
    }

    /// <summary>An event behind the stored position was written before, and is left out.</summary>
    public long Write(IEnumerable<(long Position, DeviceEvent Event)> batch)
    {
        using var db = database.Open();
        using var all = db.BeginTransaction();
        Lock(db);
        var position = PositionIn(db);
        foreach (var (at, happened) in batch.Where(item => item.Position > position))
        {
            Write(db, happened);
            position = at;
        }

        db.InsertOrReplace(new PositionRow { Projection = Name, Position = position });
        all.Commit();
        return position;
    }

    private static long PositionIn(DataConnection db) =>
        db.GetTable<PositionRow>().Where(row => row.Projection == Name).Select(row => (long?)row.Position).FirstOrDefault() ?? 0;

    // While the task moves from one node to another, both may write for a moment: the second waits here for the first, and sees its position.
    private static void Lock(DataConnection db) =>
        db.GetTable<PositionRow>().Where(row => row.Projection == Name).Set(row => row.Position, row => row.Position).Update();

    private static void Write(DataConnection db, DeviceEvent happened)
    {
        var id = happened.Device.Value;
        var at = happened.At.UtcTicks;
        var row = db.GetTable<DeviceRow>().Where(r => r.Device == id);
        switch (happened)
        {
            case DeviceEvent.Enrolled e:
                db.InsertOrReplace(new DeviceRow
                {
                    Device = id,
                    Host = e.Address.Host,
                    Port = e.Address.Port,
                    Serial = e.Serial is { } serial ? TableText.Fit(serial, MaxSerial) : null,
                    Enabled = true,
                    ChangedAt = at,
                });
                break;
            case DeviceEvent.AddressChanged e:
                row.Set(r => r.Host, e.Address.Host).Set(r => r.Port, e.Address.Port).Set(r => r.ChangedAt, at).Update();
                break;
            case DeviceEvent.CredentialProved e:
                row.Set(r => r.Serial, TableText.Fit(e.Identity.Serial, MaxSerial))
                    .Set(r => r.Channels, e.Identity.Channels)
                    .Set(r => r.DeviceType, e.Identity.DeviceType)
                    .Set(r => r.ChangedAt, at)
                    .Update();
                break;
            case DeviceEvent.Enabled:
                row.Set(r => r.Enabled, true).Set(r => r.ChangedAt, at).Update();
                break;
            case DeviceEvent.Disabled:
                row.Set(r => r.Enabled, false).Set(r => r.ChangedAt, at).Update();
                break;
            case DeviceEvent.Renamed e:
                row.Set(r => r.Name, TableText.Fit(e.Name, DeviceCommand.Rename.MaxName)).Set(r => r.ChangedAt, at).Update();
                break;
            case DeviceEvent.Tagged e:
                row.Set(r => r.Tags, TagText.Of(e.Tags)).Set(r => r.ChangedAt, at).Update();
                break;
            case DeviceEvent.Removed:
                row.Delete();
                db.GetTable<StatusRow>().Where(r => r.Device == id).Delete();
                break;
        }
    }
}

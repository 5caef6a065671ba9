using DeviceCluster.Contracts.Devices;
using LinqToDB;
using LinqToDB.Data;

namespace DeviceCluster.Actors.Storage;

/// <summary>Makes the rows of <c>devices</c> out of the events of devices; rows and position in one transaction.</summary>
internal sealed class DevicesProjection(SqliteFile file)
{
    public const string Name = "devices";

    public long Position()
    {
        using var db = file.Open();
        return db.GetTable<PositionRow>().Where(row => row.Projection == Name).Select(row => (long?)row.Position).FirstOrDefault() ?? 0;
    }

    /// <summary>An event behind the stored position was written before, and is left out.</summary>
    public long Write(IEnumerable<(long Position, DeviceEvent Event)> batch)
    {
        using var db = file.Open();
        using var all = db.BeginTransaction();
        var position = db.GetTable<PositionRow>().Where(row => row.Projection == Name).Select(row => (long?)row.Position).FirstOrDefault() ?? 0;
        foreach (var (at, happened) in batch.Where(item => item.Position > position))
        {
            Write(db, happened);
            position = at;
        }

        db.InsertOrReplace(new PositionRow { Projection = Name, Position = position });
        all.Commit();
        return position;
    }

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
                    Serial = e.Serial,
                    Enabled = true,
                    ChangedAt = at,
                });
                break;
            case DeviceEvent.AddressChanged e:
                row.Set(r => r.Host, e.Address.Host).Set(r => r.Port, e.Address.Port).Set(r => r.ChangedAt, at).Update();
                break;
            case DeviceEvent.CredentialProved e:
                row.Set(r => r.Serial, e.Identity.Serial)
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
            case DeviceEvent.Removed:
                row.Delete();
                db.GetTable<StatusRow>().Where(r => r.Device == id).Delete();
                break;
        }
    }
}

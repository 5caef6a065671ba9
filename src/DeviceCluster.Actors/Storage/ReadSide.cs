using System.Data.Common;
using DeviceCluster.Contracts.Devices;
using LinqToDB;
using LinqToDB.Data;

namespace DeviceCluster.Actors.Storage;

/// <summary>The tables that people query. All in them can be made again from the journal and from the nodes that run.</summary>
public sealed class ReadSide
{
    private readonly Database _database;
    private readonly StorageLane _lane;
    private readonly NodeRoll _roll;

    internal ReadSide(Database database, StorageLane lane, NodeRoll roll) => (_database, _lane, _roll) = (database, lane, roll);

    /// <summary>All enrolled devices by their id. What was enrolled in the last second may be missing.</summary>
    /// <exception cref="StorageException">The tables cannot be read now.</exception>
    public async Task<IReadOnlyList<FleetRow>> DevicesAsync(CancellationToken stop) => await ReadAsync(ReadDevices, stop).ConfigureAwait(false);

    /// <summary>As <see cref="DevicesAsync"/>, those behind an id, so many at most.</summary>
    /// <exception cref="StorageException">The tables cannot be read now.</exception>
    public async Task<IReadOnlyList<FleetRow>> PageAsync(DeviceId? after, int limit, CancellationToken stop) =>
        await ReadAsync(() => ReadPage(after?.Value ?? "", limit), stop).ConfigureAwait(false);

    /// <exception cref="StorageException">The tables cannot be read now.</exception>
    public async Task<IReadOnlyList<DeviceId>> EnrolledAsync(CancellationToken stop) => await ReadAsync(ReadEnrolled, stop).ConfigureAwait(false);

    /// <summary>The ids that begin so, in their order, so many at most.</summary>
    /// <exception cref="StorageException">The tables cannot be read now.</exception>
    public async Task<IReadOnlyList<string>> IdsAsync(string begun, int limit, CancellationToken stop) =>
        await ReadAsync(() => ReadIds(begun, limit), stop).ConfigureAwait(false);

    internal static void Create(DataConnection db)
    {
        db.CreateTable<DeviceRow>(tableOptions: TableOptions.CreateIfNotExists);
        db.CreateTable<StatusRow>(tableOptions: TableOptions.CreateIfNotExists);
        db.CreateTable<NodeRow>(tableOptions: TableOptions.CreateIfNotExists);
        db.CreateTable<PositionRow>(tableOptions: TableOptions.CreateIfNotExists);
        db.CreateTable<JournalMarkRow>(tableOptions: TableOptions.CreateIfNotExists);
    }

    // Who has given up is not read for: while the database hangs, each call takes its time.
    private async Task<T> ReadAsync<T>(Func<T> read, CancellationToken stop)
    {
        try
        {
            return await _lane.RunAsync(read, stop).WaitAsync(stop).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            throw new StorageException($"the tables cannot be read now: {e.Message}", e);
        }
    }

    private List<DeviceId> ReadEnrolled()
    {
        using var db = _database.Open();
        return [.. db.GetTable<DeviceRow>().OrderBy(row => row.Device).Select(row => row.Device).AsEnumerable().Select(id => new DeviceId(id))];
    }

    private List<string> ReadIds(string begun, int limit)
    {
        using var db = _database.Open();
        return [.. db.GetTable<DeviceRow>().Where(row => row.Device.StartsWith(begun)).OrderBy(row => row.Device).Take(limit).Select(row => row.Device)];
    }

    private List<FleetRow> ReadDevices()
    {
        using var db = _database.Open();
        return Read(db, db.GetTable<DeviceRow>());
    }

    private List<FleetRow> ReadPage(string after, int limit)
    {
        using var db = _database.Open();
        return Read(db, db.GetTable<DeviceRow>().Where(device => device.Device.CompareTo(after) > 0).OrderBy(device => device.Device).Take(limit));
    }

    private List<FleetRow> Read(DataConnection db, IQueryable<DeviceRow> devices)
    {
        var rows =
            from device in devices
            from status in db.GetTable<StatusRow>().LeftJoin(s => s.Device == device.Device)
            from node in db.GetTable<NodeRow>().LeftJoin(n => n.Incarnation == status.Incarnation)
            orderby device.Device
            select new { device, status, node };
        // Judged once: a list is of one moment.
        var lives = new Dictionary<string, bool>();
        return [.. rows.AsEnumerable().Select(row => Show(row.device, row.status, row.node, row.node is { } node && Lives(node, lives)))];
    }

    private bool Lives(NodeRow node, Dictionary<string, bool> lives)
    {
        if (!lives.TryGetValue(node.Incarnation, out var known))
            lives[node.Incarnation] = known = !_roll.IsGone(node);
        return known;
    }

    private static FleetRow Show(DeviceRow device, StatusRow? status, NodeRow? node, bool lives)
    {
        var row = new FleetRow(
            new DeviceId(device.Device),
            new DeviceAddress(device.Host, device.Port),
            device.Serial,
            device.DeviceType,
            device.Channels,
            device.Enabled,
            Phase: null,
            Since: null,
            Reason: "nothing was heard of it yet",
            NextAttempt: null,
            node?.Node,
            device.Name,
            TagText.Read(device.Tags));
        if (status is null)
            return row;

        var phase = (SessionPhase)status.Phase;
        return lives
            ? row with { Phase = phase, Since = Time(status.Since), Reason = status.Reason, NextAttempt = Time(status.NextAttempt) }
            : row with { Since = Time(node?.SeenAt), Reason = $"unknown since its node ended; it was {phase} ({status.Reason})" };
    }

    private static DateTimeOffset? Time(long? ticks) => ticks is { } t ? new DateTimeOffset(t, TimeSpan.Zero) : null;
}

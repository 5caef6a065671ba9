using System.Data.Common;
using Akka.Actor;
using Akka.Cluster;
using DeviceCluster.Actors.Audit;
using DeviceCluster.Actors.Storage.PostgreSql;
using DeviceCluster.Contracts.Devices;
using LinqToDB;
using LinqToDB.Data;
using Microsoft.Data.Sqlite;

namespace DeviceCluster.Actors.Storage;

/// <summary>What a node keeps on disk, opened: the journal, which is the truth, and the read side, which can be made again from it.</summary>
public sealed class NodeStorage : IDisposable
{
    internal const string JournalFile = "journal.db";

    /// <summary>The number is of its tables: a version with others makes a new file out of the journal.</summary>
    internal const string ReadSideFile = "read-side-2.db";

    private const string FormerReadSideFile = "read-side-1.db";

    /// <summary>Statuses that wait for the table: more devices than a node holds.</summary>
    private const int BufferCapacity = 20_000;

    /// <summary>Orders that wait for the table: an operator's day without a database.</summary>
    private const int AuditCapacity = 10_000;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    private readonly Database _readSide;
    private readonly Database _audit;
    private readonly AuditTable _auditTable;
    private readonly NodeRoll _roll;
    private readonly StorageLane _writes = new("storage-writes");
    private readonly StorageLane _reads = new("storage-reads");
    private readonly StorageLane _probes = new("storage-probes");
    private readonly StatusBuffer _buffer = new(BufferCapacity);
    private readonly TimeProvider _time;
    private IActorRef _auditWriter = ActorRefs.Nobody;

    private NodeStorage(Database journal, Database readSide, Database audit, TimeProvider time)
    {
        Journal = journal;
        _readSide = readSide;
        _audit = audit;
        _time = time;
        Health = new StorageHealth(journal.Describe);
        _roll = new NodeRoll(journal.IsShared, Guid.NewGuid().ToString("N"), time);
        ReadSide = new ReadSide(readSide, _reads, _roll);
        Audit = new AuditLog(AuditCapacity, time);
        _auditTable = new AuditTable(audit);
        AuditTrail = new AuditTrail(_auditTable, _reads);
    }

    public StorageHealth Health { get; }

    public ReadSide ReadSide { get; }

    public AuditTrail AuditTrail { get; }

    /// <summary>Statuses that wait to be written.</summary>
    public int Waiting => _buffer.Count;

    /// <summary>Statuses that found no room while the read side was away.</summary>
    public long Dropped => _buffer.Dropped;

    /// <summary>Batches of statuses that could not be written and were kept.</summary>
    public long Returns => _buffer.Returns;

    /// <summary>Orders that were answered and found no room to be written down.</summary>
    public long AuditDropped => Audit.Dropped;

    internal Database Journal { get; }

    internal AuditLog Audit { get; }

    /// <summary>PostgreSQL is not spoken to here: <see cref="DatabaseStart"/> has looked at it before.</summary>
    /// <exception cref="StorageException">The journal is damaged, or a file cannot be used.</exception>
    public static NodeStorage Open(DeviceClusterSettings settings, TimeProvider time)
    {
        if (settings.Storage.Provider == StorageProvider.Sqlite)
            return Open(settings.DataFolder, time);
        var database = new PostgresDatabase(settings.Storage.ConnectionString);
        return new NodeStorage(database, database, database, time);
    }

    /// <summary>Makes the files where there are none and looks whether they are sound. The folder is to be held by a <see cref="DataFolder"/>.</summary>
    /// <exception cref="StorageException">The journal is damaged, or a file cannot be used.</exception>
    public static NodeStorage Open(string dataFolder, TimeProvider time)
    {
        var journal = new SqliteFile(Path.Combine(dataFolder, JournalFile));
        var readSide = new SqliteFile(Path.Combine(dataFolder, ReadSideFile));
        // Beside the read side, which may be made anew: nobody could tell again who ordered what.
        var audit = new SqliteFile(Path.Combine(dataFolder, "audit.db"));
        try
        {
            Directory.CreateDirectory(dataFolder);
            JournalCheck.Run(journal);
            new SqliteFile(Path.Combine(dataFolder, FormerReadSideFile)).Delete();
            PrepareReadSide(readSide, JournalMark.Of(journal));
            PrepareAudit(audit);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new StorageException($"the data folder {dataFolder} is not usable: {e.Message}. Look at its owner, its mode and its free space", e);
        }

        return new NodeStorage(journal, readSide, audit, time);
    }

    /// <summary>From any thread; never waits.</summary>
    public void Report(StatusChanged change) => _buffer.Put(change);

    /// <summary>The device has another node, or none, from now on. From any thread; never waits.</summary>
    public void Left(DeviceId device) => _buffer.Leave(device);

    public void Dispose()
    {
        _writes.Dispose();
        _reads.Dispose();
        _probes.Dispose();
        Journal.ReleaseConnections();
        _readSide.ReleaseConnections();
        _audit.ReleaseConnections();
    }

    internal void Start(ActorSystem system, string node)
    {
        _roll.Name = node;
        Audit.Node = node;
        if (Journal.IsShared)
            _roll.Members = () => [.. Cluster.Get(system).State.Members.Select(member => NameOf(member.Address))];
        else
            system.ActorOf(Projector(), "devices-projector");
        var table = new StatusTable(_readSide, _roll, _time);
        system.ActorOf(BatchWriter.Props(_buffer, table, _writes, node, NoticeOutage), "batch-writer");
        _auditWriter = system.ActorOf(AuditWriter.Props(Audit, _auditTable, _writes, _time), "audit-writer");
        system.ActorOf(StorageProbe.Props(Health, Journal, _probes), "storage-probe");
    }

    /// <summary>Waits until all that was ordered is in the table, or until the limit. How many entries are not.</summary>
    internal async Task<int> WriteAuditAsync(TimeSpan limit)
    {
        var began = _time.GetTimestamp();
        while (Audit.Count > 0 && _time.GetElapsedTime(began) < limit)
        {
            _auditWriter.Tell(AuditWriter.Now);
            await Task.Delay(LookAgain, _time).ConfigureAwait(false);
        }

        return Audit.Count;
    }

    /// <summary>Keeps the table of devices; one of all nodes that share it.</summary>
    internal Props Projector() => DevicesProjector.Props(new DevicesProjection(_readSide), _writes);

    /// <summary>Can the journal be read at this moment, as far as can be told within the limit?</summary>
    internal async Task<bool> AnswersAsync(TimeSpan limit)
    {
        if (!Health.IsOpen)
            return false;
        try
        {
            return await _probes.RunAsync(Look).WaitAsync(limit, _time).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StorageException or TimeoutException or DbException)
        {
            return false;
        }
    }

    internal static string NameOf(Address address) => address.Port is { } port ? $"{address.Host}:{port}" : address.System;

    /// <summary>With the tables in the journal's database, orders need not find out for themselves that it is away.</summary>
    private void NoticeOutage(Exception cause)
    {
        if (_readSide == Journal && Journal.IsOutage(cause))
            Health.Failed(cause);
    }

    private bool Look()
    {
        using var db = Journal.Open();
        return db.Execute<int>("SELECT 1") == 1;
    }

    // Nothing is lost with it: the projector fills a new one from the journal, the sessions tell their state again.
    private static void PrepareReadSide(SqliteFile file, JournalMark journal)
    {
        if (file.FindDamage() is not null)
            file.Delete();
        CreateReadSide(file);
        if (journal.IsOf(file))
            return;

        // It was made of another journal, or of one that is a backup now: it would list what is gone, and pass over what is new.
        file.Delete();
        CreateReadSide(file);
        journal.Sign(file);
    }

    private static void PrepareAudit(SqliteFile file)
    {
        if (file.FindDamage() is { } damage)
            throw new StorageException($"{file.Path} is damaged: {damage}. Move it away to begin a new one; nothing else depends on it");
        file.Prepare();
        using var db = file.Open();
        db.CreateTable<AuditRow>(tableOptions: TableOptions.CreateIfNotExists);
    }

    private static void CreateReadSide(SqliteFile file)
    {
        file.Prepare();
        using var db = file.Open();
        ReadSide.Create(db);
    }
}

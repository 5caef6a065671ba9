using System.Data.Common;
using DeviceCluster.Actors.Storage;

namespace DeviceCluster.Actors.Audit;

/// <summary>What was ordered, by whom and with what result, for people who ask. What was answered in the last second may be missing.</summary>
public sealed class AuditTrail
{
    private readonly AuditTable _table;
    private readonly StorageLane _lane;

    internal AuditTrail(AuditTable table, StorageLane lane) => (_table, _lane) = (table, lane);

    /// <summary>The newest first.</summary>
    /// <exception cref="StorageException">The table cannot be read now.</exception>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(AuditFilter filter, CancellationToken stop)
    {
        try
        {
            return await _lane.RunAsync(() => _table.Read(filter), stop).WaitAsync(stop).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            throw new StorageException($"the audit cannot be read now: {e.Message}", e);
        }
    }
}

using LinqToDB.Mapping;

namespace DeviceCluster.Actors.Storage;

/// <summary>The row of <c>storage_probe</c>: written to see whether the database can be.</summary>
[Table("storage_probe")]
internal sealed class StorageProbeRow
{
    [PrimaryKey, Column("id")]
    public int Id { get; set; }

    [Column("writes")]
    public long Writes { get; set; }
}

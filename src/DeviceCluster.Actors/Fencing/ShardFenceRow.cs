using LinqToDB.Mapping;

namespace DeviceCluster.Actors.Fencing;

/// <summary>A row of <c>shard_fences</c>: who may hold logins of a shard. One for each shard, for ever; the migration makes them.</summary>
[Table("shard_fences")]
internal sealed class ShardFenceRow
{
    [PrimaryKey, Column("shard", DbType = "varchar(8)")]
    public required string Shard { get; set; }

    /// <summary>A node's address and incarnation; null = free.</summary>
    [Column("owner", DbType = "varchar(200)"), Nullable]
    public string? Owner { get; set; }

    /// <summary>Rises with each owner.</summary>
    [Column("epoch")]
    public long Epoch { get; set; }

    /// <summary>Rises while the owner lives.</summary>
    [Column("beat")]
    public long Beat { get; set; }
}

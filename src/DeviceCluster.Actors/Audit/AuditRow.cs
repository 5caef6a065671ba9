using LinqToDB.Mapping;

namespace DeviceCluster.Actors.Audit;

/// <summary>A row of <c>audit</c>. Its id begins with the time, so that the table is in that order; times are UTC ticks.</summary>
[Table("audit")]
internal sealed class AuditRow
{
    public const int MaxWhat = 300;
    public const int MaxResult = 500;
    public const int MaxNode = 300;

    [PrimaryKey, Column("id", Length = 32)]
    public required string Id { get; set; }

    [Column("at")]
    public long At { get; set; }

    [Column("device", Length = 64), Nullable]
    public string? Device { get; set; }

    [Column("who", Length = 128), NotNull]
    public required string Who { get; set; }

    [Column("origin", Length = 128), NotNull]
    public required string Origin { get; set; }

    [Column("what", Length = MaxWhat), NotNull]
    public required string What { get; set; }

    [Column("result", Length = MaxResult), NotNull]
    public required string Result { get; set; }

    [Column("node", Length = MaxNode), NotNull]
    public required string Node { get; set; }
}

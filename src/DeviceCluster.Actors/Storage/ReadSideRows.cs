using LinqToDB;
using LinqToDB.Mapping;

namespace DeviceCluster.Actors.Storage;

/// <summary>A row of <c>devices</c>: what the journal says of a device. Times are UTC ticks.</summary>
[Table("devices")]
internal sealed class DeviceRow
{
    [PrimaryKey, Column("device", Length = 64)]
    public required string Device { get; set; }

    [Column("host", Length = 253), NotNull]
    public required string Host { get; set; }

    [Column("port")]
    public int Port { get; set; }

    [Column("serial", Length = 64), Nullable]
    public string? Serial { get; set; }

    [Column("device_type"), Nullable]
    public int? DeviceType { get; set; }

    [Column("channels"), Nullable]
    public int? Channels { get; set; }

    [Column("enabled")]
    public bool Enabled { get; set; }

    [Column("changed_at")]
    public long ChangedAt { get; set; }

    [Column("name", Length = 100), Nullable]
    public string? Name { get; set; }

    /// <summary>A JSON object; null where there are none.</summary>
    [Column("tags", DataType = DataType.Text), Nullable]
    public string? Tags { get; set; }
}

/// <summary>A row of <c>device_status</c>: where a session stood when its node last said so.</summary>
[Table("device_status")]
internal sealed class StatusRow
{
    [PrimaryKey, Column("device", Length = 64)]
    public required string Device { get; set; }

    [Column("incarnation", Length = 32), NotNull]
    public required string Incarnation { get; set; }

    [Column("phase")]
    public int Phase { get; set; }

    [Column("since")]
    public long Since { get; set; }

    [Column("reason", Length = 1000), NotNull]
    public required string Reason { get; set; }

    [Column("next_attempt"), Nullable]
    public long? NextAttempt { get; set; }
}

/// <summary>A row of <c>nodes</c>: one start of a node, and when it was last heard of.</summary>
[Table("nodes")]
internal sealed class NodeRow
{
    [PrimaryKey, Column("incarnation", Length = 32)]
    public required string Incarnation { get; set; }

    [Column("node", Length = 300), NotNull]
    public required string Node { get; set; }

    [Column("seen_at")]
    public long SeenAt { get; set; }
}

/// <summary>A row of <c>positions</c>: how far a projection has read the journal.</summary>
[Table("positions")]
internal sealed class PositionRow
{
    [PrimaryKey, Column("projection", Length = 64)]
    public required string Projection { get; set; }

    [Column("position")]
    public long Position { get; set; }
}

/// <summary>The row of <c>journal_mark</c>, the same in a journal and in the read side made of it.</summary>
[Table("journal_mark")]
internal sealed class JournalMarkRow
{
    [PrimaryKey, Column("id", Length = 32)]
    public required string Id { get; set; }
}

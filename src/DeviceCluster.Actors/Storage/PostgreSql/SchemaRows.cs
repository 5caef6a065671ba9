using LinqToDB.Mapping;

namespace DeviceCluster.Actors.Storage.PostgreSql;

/// <summary>A row of <c>schema_versions</c>: the tables have been brought to this version. The highest one holds.</summary>
[Table("schema_versions")]
internal sealed class SchemaVersionRow
{
    [PrimaryKey, Column("version")]
    public int Version { get; set; }

    [Column("made_at")]
    public long MadeAt { get; set; }
}

/// <summary>A row of <c>key_checks</c>: by it a key is known again, and nothing is told of it.</summary>
[Table("key_checks")]
internal sealed class KeyCheckRow
{
    [PrimaryKey, Column("key_name", Length = 32)]
    public required string KeyName { get; set; }

    [Column("key_id", Length = 64), NotNull]
    public required string KeyId { get; set; }

    [Column("proof", Length = 64), NotNull]
    public required string Proof { get; set; }
}

/// <summary>A row of <c>shard_fences</c> as it is made: free. One for each shard, for ever.</summary>
[Table("shard_fences")]
internal sealed class NewFenceRow
{
    [PrimaryKey, Column("shard", DbType = "varchar(8)")]
    public required string Shard { get; set; }

    [Column("owner", DbType = "varchar(200)"), Nullable]
    public string? Owner { get; set; }

    [Column("epoch", DbType = "bigint DEFAULT 0")]
    public long Epoch { get; set; }

    [Column("beat", DbType = "bigint DEFAULT 0")]
    public long Beat { get; set; }
}

/// <summary>A row of the server's own list of columns.</summary>
[Table("columns", Schema = "information_schema")]
internal sealed class ColumnRow
{
    [Column("table_schema")]
    public string TableSchema { get; set; } = "";

    [Column("table_name")]
    public string TableName { get; set; } = "";

    [Column("column_name")]
    public string ColumnName { get; set; } = "";
}

/// <summary>A row of the server's own list of connections.</summary>
[Table("pg_stat_activity", Schema = "pg_catalog")]
internal sealed class BackendRow
{
    [Column("pid")]
    public int Pid { get; set; }

    [Column("datname"), Nullable]
    public string? Database { get; set; }

    [Column("application_name"), Nullable]
    public string? Application { get; set; }
}

using System.Text;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Persistence.Hosting;
using Akka.Persistence.Sql;

namespace DeviceCluster.Actors.Storage;

/// <summary>The snapshot store of Akka.Persistence.Sql as options of Akka.Hosting.</summary>
internal sealed class SqlSnapshotOptions : SnapshotOptions
{
    private readonly Database _database;

    public SqlSnapshotOptions(Database database)
        : base(isDefault: true)
    {
        _database = database;
        Identifier = "sql";
        // The tables of a database that nodes share are made before the first of them.
        AutoInitialize = !database.IsShared;
        Serializer = null!;
    }

    public override string Identifier { get; set; }

    protected override Config InternalDefaultConfig => SqlPersistence.DefaultSnapshotConfiguration;

    protected override StringBuilder Build(StringBuilder sb)
    {
        sb.AppendLine($"plugin-id = {PluginId.ToHocon()}");
        sb.Append(_database.PluginHocon);
        return base.Build(sb);
    }
}

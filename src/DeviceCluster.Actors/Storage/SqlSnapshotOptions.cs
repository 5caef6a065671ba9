using System.Text;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Persistence.Hosting;
using Akka.Persistence.Sql;

namespace DeviceCluster.Actors.Storage;

/// <summary>The snapshot store of Akka.Persistence.Sql as options of Akka.Hosting.</summary>
internal sealed class SqlSnapshotOptions : SnapshotOptions
{
    private readonly SqliteFile _file;

    public SqlSnapshotOptions(SqliteFile file)
        : base(isDefault: true)
    {
        _file = file;
        Identifier = "sql";
        AutoInitialize = true;
        Serializer = null!;
    }

    public override string Identifier { get; set; }

    protected override Config InternalDefaultConfig => SqlPersistence.DefaultSnapshotConfiguration;

    protected override StringBuilder Build(StringBuilder sb)
    {
        sb.AppendLine($"plugin-id = {PluginId.ToHocon()}");
        sb.Append(_file.PluginHocon);
        return base.Build(sb);
    }
}

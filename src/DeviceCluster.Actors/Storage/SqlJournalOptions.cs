using System.Text;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Persistence.Hosting;
using Akka.Persistence.Sql;

namespace DeviceCluster.Actors.Storage;

/// <summary>The journal of Akka.Persistence.Sql as options of Akka.Hosting.</summary>
internal sealed class SqlJournalOptions : JournalOptions
{
    private readonly SqliteFile _file;

    public SqlJournalOptions(SqliteFile file)
        : base(isDefault: true)
    {
        _file = file;
        Identifier = "sql";
        AutoInitialize = true;
        // Events are bound to their serializer by type; the default of this option is Akka's JSON.
        Serializer = null!;
    }

    public override string Identifier { get; set; }

    protected override Config InternalDefaultConfig => SqlPersistence.DefaultJournalConfiguration;

    protected override StringBuilder Build(StringBuilder sb)
    {
        sb.AppendLine($"plugin-id = {PluginId.ToHocon()}");
        sb.Append(_file.PluginHocon);
        // One writer at a time is all that SQLite has; more would sleep before its lock.
        sb.AppendLine("parallelism = 1");
        return base.Build(sb);
    }
}

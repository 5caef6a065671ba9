using System.Globalization;
using System.Text;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Persistence.Hosting;
using Akka.Persistence.Sql;

namespace DeviceCluster.Actors.Storage;

/// <summary>The journal of Akka.Persistence.Sql as options of Akka.Hosting.</summary>
internal sealed class SqlJournalOptions : JournalOptions
{
    private readonly Database _database;

    public SqlJournalOptions(Database database)
        : base(isDefault: true)
    {
        _database = database;
        Identifier = "sql";
        // The tables of a database that nodes share are made before the first of them.
        AutoInitialize = !database.IsShared;
        // Events are bound to their serializer by type; the default of this option is Akka's JSON.
        Serializer = null!;
    }

    public override string Identifier { get; set; }

    protected override Config InternalDefaultConfig => SqlPersistence.DefaultJournalConfiguration;

    protected override StringBuilder Build(StringBuilder sb)
    {
        sb.AppendLine($"plugin-id = {PluginId.ToHocon()}");
        sb.Append(_database.PluginHocon);
        sb.AppendLine(CultureInfo.InvariantCulture, $"parallelism = {_database.Writers}");
        return base.Build(sb);
    }
}

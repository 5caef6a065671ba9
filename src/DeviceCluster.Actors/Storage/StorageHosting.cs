using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Persistence.Hosting;
using Akka.Persistence.Sql;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Storage;

/// <summary>Puts the journal, the serializer and the read side into an actor system.</summary>
public static class StorageHosting
{
    public static AkkaConfigurationBuilder WithStorage(this AkkaConfigurationBuilder builder, NodeStorage storage) => builder
        .WithJournal(storage.Journal)
        .WithActors((system, _) => storage.Start(system, NodeStorage.NameOf(((ExtendedActorSystem)system).Provider.DefaultAddress)))
        .WithOneProjector(storage);

    /// <summary>The journal and the serializer alone.</summary>
    internal static AkkaConfigurationBuilder WithJournal(this AkkaConfigurationBuilder builder, Database journal) => builder
        .AddHocon(Settings(journal), HoconAddMode.Prepend)
        .AddHocon(SqlPersistence.DefaultConfiguration, HoconAddMode.Append)
        .WithCustomSerializer(ProtocolSerializer.Name, ProtocolSerializer.Types, system => new ProtocolSerializer(system))
        .WithStrictSerialization()
        .WithJournalAndSnapshot(
            new SqlJournalOptions(journal),
            new SqlSnapshotOptions(journal),
            j => j.AddWriteEventAdapter<DeviceEventTagger>("device-tagger", [typeof(DeviceEvent)]),
            _ => { });

    /// <summary>Of the nodes that share the table of devices, one keeps it.</summary>
    private static AkkaConfigurationBuilder WithOneProjector(this AkkaConfigurationBuilder builder, NodeStorage storage) =>
        storage.Journal.IsShared
            ? builder.WithSingleton<DevicesProjector>(
                "devices-projector", (_, _, _) => storage.Projector(), new ClusterSingletonOptions { Role = DeviceSharding.Role }, createProxyToo: false)
            : builder;

    // The polls are what a change waits for until lists show it; after an outage the last of them must not have been put off for a minute, nor
    // writes be refused for half of one, nor those who began to recover before hold the places of those who can now.
    private static string Settings(Database journal) =>
        $$"""
        devicecluster.storage-dispatcher {
          type = ForkJoinDispatcher
          throughput = 10
          dedicated-thread-pool { thread-count = 4, threadtype = background }
        }
        akka.persistence.max-concurrent-recoveries = 16
        akka.persistence.journal-plugin-fallback.circuit-breaker.reset-timeout = 3s
        akka.persistence.journal-plugin-fallback.recovery-event-timeout = 12s
        akka.persistence.snapshot-store-plugin-fallback.circuit-breaker.reset-timeout = 3s
        akka.persistence.query.journal.sql {
          {{journal.PluginHocon}}
          write-plugin = "akka.persistence.journal.sql"
          refresh-interval = 250ms
          journal-sequence-retrieval.query-delay = 250ms
          journal-sequence-retrieval.max-backoff-query-delay = 4s
        }
        """;
}

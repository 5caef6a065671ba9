using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence.Hosting;
using Akka.Persistence.Sql;
using DeviceCluster.Contracts.Akka;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Storage;

/// <summary>Puts the journal, the serializer and the read side into an actor system.</summary>
public static class StorageHosting
{
    public static AkkaConfigurationBuilder WithStorage(this AkkaConfigurationBuilder builder, NodeStorage storage)
    {
        var journal = storage.Journal;
        return builder
            .AddHocon(Settings(journal), HoconAddMode.Prepend)
            .AddHocon(SqlPersistence.DefaultConfiguration, HoconAddMode.Append)
            .WithCustomSerializer(ProtocolSerializer.Name, ProtocolSerializer.Types, system => new ProtocolSerializer(system))
            .WithStrictSerialization()
            .WithJournalAndSnapshot(
                new SqlJournalOptions(journal),
                new SqlSnapshotOptions(journal),
                j => j.AddWriteEventAdapter<DeviceEventTagger>("device-tagger", [typeof(DeviceEvent)]),
                _ => { })
            .WithActors((system, _) => storage.Start(system, NameOf(system)));
    }

    // The polls are what a change waits for until lists show it.
    private static string Settings(SqliteFile journal) =>
        $$"""
        devicecluster.storage-dispatcher {
          type = ForkJoinDispatcher
          throughput = 10
          dedicated-thread-pool { thread-count = 4, threadtype = background }
        }
        akka.persistence.max-concurrent-recoveries = 16
        akka.persistence.query.journal.sql {
          {{journal.PluginHocon}}
          write-plugin = "akka.persistence.journal.sql"
          refresh-interval = 250ms
          journal-sequence-retrieval.query-delay = 250ms
        }
        """;

    private static string NameOf(ActorSystem system)
    {
        var address = ((ExtendedActorSystem)system).Provider.DefaultAddress;
        return address.Port is { } port ? $"{address.Host}:{port}" : address.System;
    }
}

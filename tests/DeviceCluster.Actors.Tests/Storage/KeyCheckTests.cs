using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Storage.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>A shared database knows the keys it belongs to.</summary>
[Collection(OnPostgres.Name)]
public sealed class KeyCheckTests(SharedPostgres postgres)
{
    private static readonly string EnvelopeText = Convert.ToBase64String(new byte[32]);
    private static readonly EnvelopeKey Envelope = EnvelopeKey.FromBase64(EnvelopeText, "the test");
    private static readonly MediaKey Media = new("m1", new byte[32]);

    private static readonly StretchedSecret Pbm = new("a-secret-of-this-test"u8);
    private static readonly StretchedSecret OtherPbm = new("another-secret-of-it"u8);

    private static EnvelopeKey OtherEnvelope(int n = 1) => EnvelopeKey.FromBase64(Convert.ToBase64String([.. Enumerable.Repeat((byte)n, 32)]), "the test");

    [Fact]
    public async Task A_node_with_the_same_keys_is_let_in()
    {
        var database = await postgres.MigratedAsync();

        await CheckAsync(database, Envelope, Media);
        await CheckAsync(database, Envelope, Media);
    }

    [Fact]
    public async Task A_node_with_another_envelope_key_is_refused_with_both_named()
    {
        var database = await postgres.MigratedAsync();
        await CheckAsync(database, Envelope, Media);

        var error = await Assert.ThrowsAsync<DatabaseException>(() => CheckAsync(database, OtherEnvelope(), Media));

        Assert.Contains($"belongs to the envelope key {Envelope.Id}, and this node has {OtherEnvelope().Id}", error.Message, StringComparison.Ordinal);
        Assert.Contains("DeviceCluster:Keys:Envelope", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_with_another_media_key_is_refused_even_of_the_same_name()
    {
        var database = await postgres.MigratedAsync();
        await CheckAsync(database, Envelope, Media);

        var error = await Assert.ThrowsAsync<DatabaseException>(
            () => CheckAsync(database, Envelope, new MediaKey("m1", [.. Enumerable.Repeat((byte)1, 32)])));

        Assert.Contains("belongs to the media key m1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_migration_sets_the_keys_down_that_it_is_given_and_refuses_others()
    {
        var database = await postgres.MigratedAsync();
        await MigrateAsync(database, new SharedKeys(Envelope));

        await Assert.ThrowsAsync<DatabaseException>(() => MigrateAsync(database, new SharedKeys(OtherEnvelope())));
        await CheckAsync(database, Envelope, Media);
    }

    [Fact]
    public async Task Of_nodes_with_different_keys_that_come_first_at_once_one_sets_them_down()
    {
        var database = await postgres.MigratedAsync();

        var refused = await Task.WhenAll(Enumerable.Range(1, 6).Select(async n =>
            await Record.ExceptionAsync(() => CheckAsync(database, OtherEnvelope(n), Media)) is DatabaseException));

        Assert.Equal(5, refused.Count(no => no));
    }

    [Fact]
    public async Task The_database_does_not_hold_the_keys()
    {
        var database = await postgres.MigratedAsync();
        await CheckAsync(database, new SharedKeys(Envelope, Media, Pbm));

        var rows = await database.ReadAsync("SELECT key_name || ' ' || key_id || ' ' || proof FROM key_checks ORDER BY 1");

        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.DoesNotContain(EnvelopeText, row, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.DoesNotContain("a-secret-of-this-test", row, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.DoesNotContain(Convert.ToHexStringLower(new byte[32]), row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_node_with_another_pbm_secret_or_with_none_is_refused()
    {
        var database = await postgres.MigratedAsync();
        await CheckAsync(database, new SharedKeys(Envelope, Media, Pbm));

        var other = await Assert.ThrowsAsync<DatabaseException>(() => CheckAsync(database, new SharedKeys(Envelope, Media, OtherPbm)));
        var none = await Assert.ThrowsAsync<DatabaseException>(() => CheckAsync(database, Envelope, Media));

        Assert.Contains($"belongs to the pbm secret {Pbm.Id}, and this node has {OtherPbm.Id}", other.Message, StringComparison.Ordinal);
        Assert.Contains("'DeviceCluster.Node migrate --replace pbm'", other.Message, StringComparison.Ordinal);
        Assert.Contains($"belongs to the pbm secret {Pbm.Id}, and this node has none", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_migration_replaces_lets_the_new_keys_in_and_the_old_ones_no_more()
    {
        var database = Unpooled(await postgres.MigratedAsync());
        var media = new MediaKey("m2", [.. Enumerable.Repeat((byte)1, 32)]);
        await CheckAsync(database, new SharedKeys(Envelope, Media, Pbm));

        await MigrateAsync(database, new SharedKeys(Envelope, media, OtherPbm), "media", "pbm");

        await CheckAsync(database, new SharedKeys(Envelope, media, OtherPbm));
        await Assert.ThrowsAsync<DatabaseException>(() => CheckAsync(database, new SharedKeys(Envelope, Media, OtherPbm)));
        await Assert.ThrowsAsync<DatabaseException>(() => CheckAsync(database, new SharedKeys(Envelope, media, Pbm)));
    }

    [Fact]
    public async Task Only_what_is_named_is_replaced_and_the_envelope_key_never()
    {
        var database = Unpooled(await postgres.MigratedAsync());
        await CheckAsync(database, new SharedKeys(Envelope, Media, Pbm));
        var media = new MediaKey("m2", [.. Enumerable.Repeat((byte)1, 32)]);

        await Assert.ThrowsAsync<DatabaseException>(() => MigrateAsync(database, new SharedKeys(Envelope, media, OtherPbm), "pbm"));
        await Assert.ThrowsAsync<DatabaseException>(() => MigrateAsync(database, new SharedKeys(OtherEnvelope(), Media, OtherPbm), "pbm", "envelope"));

        await CheckAsync(database, new SharedKeys(Envelope, Media, Pbm));
    }

    [Fact]
    public async Task Nothing_is_replaced_while_a_node_is_connected()
    {
        var database = Unpooled(await postgres.MigratedAsync());
        await CheckAsync(database, new SharedKeys(Envelope, Media, Pbm));
        await using var node = new NpgsqlConnection(new PostgresDatabase(database.ConnectionString).ConnectionString);
        await node.OpenAsync();

        var error = await Assert.ThrowsAsync<DatabaseException>(() => MigrateAsync(database, new SharedKeys(Envelope, Media, OtherPbm), "pbm"));

        Assert.Contains($"(backends {node.ProcessID} of pg_stat_activity): stop all nodes", error.Message, StringComparison.Ordinal);
        await CheckAsync(database, new SharedKeys(Envelope, Media, Pbm));
    }

    private static Task CheckAsync(StorageSettings database, EnvelopeKey envelope, MediaKey media) => CheckAsync(database, new SharedKeys(envelope, media));

    private static Task CheckAsync(StorageSettings database, SharedKeys keys) => Start(database, keys).CheckAsync(CancellationToken.None);

    private static Task MigrateAsync(StorageSettings database, SharedKeys keys, params string[] replaced) =>
        Start(database, keys).MigrateAsync(replaced.ToHashSet(), _ => { }, CancellationToken.None);

    // As a node that has ended: none of its connections is left.
    private static StorageSettings Unpooled(StorageSettings database)
    {
        new PostgresDatabase(database.ConnectionString).ReleaseConnections();
        return new StorageSettings { Provider = database.Provider, ConnectionString = $"{database.ConnectionString};Pooling=false" };
    }

    private static DatabaseStart Start(StorageSettings database, SharedKeys keys) => new(database, keys, TimeProvider.System, NullLogger.Instance);
}

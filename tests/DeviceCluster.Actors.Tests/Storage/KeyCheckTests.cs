using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Storage.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>A shared database knows the keys it belongs to.</summary>
[Collection(OnPostgres.Name)]
public sealed class KeyCheckTests(SharedPostgres postgres)
{
    private static readonly string EnvelopeText = Convert.ToBase64String(new byte[32]);
    private static readonly EnvelopeKey Envelope = EnvelopeKey.FromBase64(EnvelopeText, "the test");
    private static readonly MediaKey Media = new("m1", new byte[32]);

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
        await Start(database, Envelope, media: null).MigrateAsync(_ => { }, CancellationToken.None);

        await Assert.ThrowsAsync<DatabaseException>(() => Start(database, OtherEnvelope(), media: null).MigrateAsync(_ => { }, CancellationToken.None));
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
        await CheckAsync(database, Envelope, Media);

        var rows = await database.ReadAsync("SELECT key_name || ' ' || key_id || ' ' || proof FROM key_checks ORDER BY 1");

        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.DoesNotContain(EnvelopeText, row, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.DoesNotContain(Convert.ToHexStringLower(new byte[32]), row, StringComparison.Ordinal));
    }

    private static Task CheckAsync(StorageSettings database, EnvelopeKey envelope, MediaKey media) =>
        Start(database, envelope, media).CheckAsync(CancellationToken.None);

    private static DatabaseStart Start(StorageSettings database, EnvelopeKey? envelope, MediaKey? media) =>
        new(database, envelope, media, TimeProvider.System, NullLogger.Instance);
}

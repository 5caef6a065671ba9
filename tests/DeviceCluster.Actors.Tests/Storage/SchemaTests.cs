using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Storage.PostgreSql;
using LinqToDB.Data;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>The tables of a shared database: made once, checked by every node, never made by one.</summary>
[Collection(OnPostgres.Name)]
public sealed class SchemaTests(SharedPostgres postgres)
{
    [Fact]
    public async Task A_second_migration_changes_nothing_and_says_so()
    {
        var database = await EmptyAsync();

        var first = await database.MigrateAsync();
        await database.ExecuteAsync("UPDATE shard_fences SET owner = 'somebody', epoch = 3, beat = 4 WHERE shard = '7'");
        var second = await database.MigrateAsync();

        Assert.Equal(2, first.Count);
        Assert.Contains("has schema version 1 now: journal, tags, snapshot", first[0], StringComparison.Ordinal);
        Assert.EndsWith("has schema version 2 now: name and tags in devices", first[1], StringComparison.Ordinal);
        Assert.EndsWith("is up to date: schema version 2", Assert.Single(second), StringComparison.Ordinal);
        Assert.Equal(["somebody 3 4"], await database.ReadAsync("SELECT owner || ' ' || epoch || ' ' || beat FROM shard_fences WHERE shard = '7'"));
        await database.CheckAsync();
    }

    [Fact]
    public async Task Four_migrations_at_once_make_one_schema()
    {
        var database = await EmptyAsync();

        var told = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => database.MigrateAsync()));

        Assert.Equal(3, told.Count(words => words is [var only] && only.Contains("is up to date", StringComparison.Ordinal)));
        Assert.Equal(["1", "2"], await database.ReadAsync("SELECT version FROM schema_versions ORDER BY 1"));
        await database.CheckAsync();
    }

    [Fact]
    public async Task The_fence_has_a_free_row_for_each_shard()
    {
        var database = await postgres.MigratedAsync();

        Assert.Equal(
            Enumerable.Range(0, 120).Select(n => $"{n}"),
            await database.ReadAsync("SELECT shard FROM shard_fences WHERE owner IS NULL AND epoch = 0 AND beat = 0 ORDER BY shard::int"));
        Assert.Equal(
            ["beat bigint NO", "epoch bigint NO", "owner character varying YES", "shard character varying NO"],
            await database.ReadAsync(
                "SELECT column_name || ' ' || data_type || ' ' || is_nullable FROM information_schema.columns WHERE table_name = 'shard_fences' ORDER BY 1"));
    }

    [Fact]
    public async Task The_journal_is_numbered_by_the_database_with_64_bits()
    {
        var database = await postgres.MigratedAsync();

        Assert.Equal(
            ["bigint YES ALWAYS"],
            await database.ReadAsync(
                "SELECT data_type || ' ' || is_identity || ' ' || identity_generation FROM information_schema.columns "
                + "WHERE table_name = 'journal' AND column_name = 'ordering'"));
    }

    [Fact]
    public async Task An_empty_database_is_refused_with_what_to_run()
    {
        var error = await Assert.ThrowsAsync<DatabaseException>((await EmptyAsync()).CheckAsync);

        Assert.Contains("has no tables of DeviceCluster, and this program needs schema version 2: run 'DeviceCluster.Node migrate'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_schema_is_refused_until_it_is_migrated()
    {
        var database = await postgres.MigratedAsync();
        await database.ExecuteAsync("DELETE FROM schema_versions WHERE version > 1; UPDATE schema_versions SET version = 0; DROP TABLE key_checks");

        var error = await Assert.ThrowsAsync<DatabaseException>(database.CheckAsync);
        await database.MigrateAsync();

        Assert.Contains("has schema version 0, and this program needs 2: run 'DeviceCluster.Node migrate'", error.Message, StringComparison.Ordinal);
        await database.CheckAsync();
    }

    [Fact]
    public async Task A_database_of_the_first_version_keeps_its_devices_and_takes_names_and_tags()
    {
        var database = await postgres.MigratedAsync();
        await database.ExecuteAsync(
            "ALTER TABLE devices DROP COLUMN name, DROP COLUMN tags; DELETE FROM schema_versions WHERE version > 1; "
            + "INSERT INTO devices (device, host, port, enabled, changed_at) VALUES ('gate', '10.0.0.7', 37777, true, 0)");

        var error = await Assert.ThrowsAsync<DatabaseException>(database.CheckAsync);
        var told = await database.MigrateAsync();

        Assert.Contains("has schema version 1, and this program needs 2", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("has schema version 2 now: name and tags in devices", told[^1], StringComparison.Ordinal);
        Assert.Equal(["gate none"], await database.ReadAsync("SELECT device || ' ' || coalesce(name, tags, 'none') FROM devices"));
        await database.CheckAsync();
    }

    [Fact]
    public async Task A_newer_schema_is_refused_by_nodes_and_by_the_migration_and_left_as_it_is()
    {
        var database = await postgres.MigratedAsync();
        await database.ExecuteAsync("INSERT INTO schema_versions (version, made_at) VALUES (3, 0)");

        foreach (var attempt in new Func<Task>[] { database.CheckAsync, database.MigrateAsync })
        {
            var error = await Assert.ThrowsAsync<DatabaseException>(attempt);
            Assert.Contains("has schema version 3 of a newer program, and this one needs 2", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["1", "2", "3"], await database.ReadAsync("SELECT version FROM schema_versions ORDER BY 1"));
    }

    [Fact]
    public async Task A_table_that_is_missing_is_named_and_made_again()
    {
        var database = await postgres.MigratedAsync();
        await database.ExecuteAsync("DROP TABLE tags; DROP TABLE positions");

        var error = await Assert.ThrowsAsync<DatabaseException>(database.CheckAsync);
        await database.MigrateAsync();

        Assert.Contains("it lacks tags.ordering_id", error.Message, StringComparison.Ordinal);
        await database.CheckAsync();
    }

    [Fact]
    public async Task Only_the_steps_behind_the_present_version_are_made()
    {
        var database = new PostgresDatabase((await postgres.MigratedAsync()).ConnectionString);
        var told = new List<string>();
        SchemaStep[] steps = [.. Schema.Steps, new(3, "one more", (_, db, stop) => db.ExecuteAsync("CREATE TABLE one_more (n int)", stop))];

        await new SchemaMigration(database, steps, TimeProvider.System).RunAsync(told.Add, CancellationToken.None);

        Assert.EndsWith("has schema version 3 now: one more", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_fails_leaves_the_version_before()
    {
        var settings = await postgres.MigratedAsync();
        SchemaStep[] steps = [.. Schema.Steps, new(3, "half", (_, db, stop) => db.ExecuteAsync("CREATE TABLE half (n int); SELECT 1 / 0", stop))];
        var migration = new SchemaMigration(new PostgresDatabase(settings.ConnectionString), steps, TimeProvider.System);

        await Assert.ThrowsAnyAsync<Exception>(() => migration.RunAsync(_ => { }, CancellationToken.None));

        Assert.Empty(await settings.ReadAsync("SELECT table_name FROM information_schema.tables WHERE table_name = 'half'"));
        await settings.CheckAsync();
    }

    [Fact]
    public async Task A_migration_that_does_not_end_stops_the_next_one_with_words()
    {
        var database = new PostgresDatabase((await EmptyAsync()).ConnectionString);
        using var held = new ManualResetEventSlim();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hanging = new SchemaMigration(database, [new(1, "hangs", (_, _, _) => HangAsync())], TimeProvider.System).RunAsync(_ => { }, CancellationToken.None);
        await begun.Task;

        var error = await Assert.ThrowsAsync<DatabaseException>(
            () => new SchemaMigration(database, Schema.Steps, TimeProvider.System, lockSeconds: 1).RunAsync(_ => { }, CancellationToken.None));

        Assert.Contains("another migration", error.Message, StringComparison.Ordinal);
        held.Set();
        await Assert.ThrowsAsync<DatabaseException>(() => hanging);

        Task HangAsync()
        {
            begun.SetResult();
            return Task.Run(held.Wait);
        }
    }

    private async Task<StorageSettings> EmptyAsync() =>
        new() { Provider = StorageProvider.PostgreSql, ConnectionString = await postgres.FreshDatabaseAsync() };
}

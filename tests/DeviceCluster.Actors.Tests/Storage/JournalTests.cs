using System.Text;
using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;
using Microsoft.Data.Sqlite;
using static DeviceCluster.Actors.Tests.Storage.Devices;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>The journal on disk: what it holds, and what happens when it cannot be read or written.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Journal => _folder.File("journal.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Events_and_snapshots_are_stored_by_our_serializer_with_their_manifests()
    {
        await using (var node = await StorageNode.StartAsync(_folder.Path))
            await node.JournalAsync(Gate, OneProved(Gate));

        Assert.Equal(["e1:7001", "e4:7001", "e5:7001"], Read("SELECT manifest || ':' || identifier FROM journal ORDER BY ordering"));
        Assert.Equal(["s1:7001"], Read("SELECT manifest || ':' || serializer_id FROM snapshot"));
        Assert.Equal(["device", "device"], Read("SELECT tag FROM tags"));
        Assert.Equal(["wal"], Read("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task The_journal_is_for_its_owner_alone()
    {
        await using var node = await StorageNode.StartAsync(_folder.Path);
        await node.JournalAsync(Gate, OneProved(Gate));

        Assert.All(
            Directory.GetFiles(_folder.Path, "journal.db*"),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task No_file_of_the_folder_holds_a_password()
    {
        const string canary = "canary-4711-password";
        var vault = new CredentialVault(EnvelopeKey.FromFileOrCreate(_folder.File("envelope.key")));
        await using (var node = await StorageNode.StartAsync(_folder.Path))
        {
            await node.JournalAsync(Gate, Enrolled(Gate) with { User = "visible-user", Password = vault.Seal(Gate, new Secret(canary)) });
            await Eventually.Find(() => node.Storage.ReadSide.EnrolledAsync(CancellationToken.None), ids => ids.Count == 1);
        }

        var text = string.Concat(Directory.GetFiles(_folder.Path).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));
        Assert.Contains("visible-user", text, StringComparison.Ordinal);
        Assert.DoesNotContain(canary, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(canary)), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8192)]
    public async Task A_damaged_journal_stops_the_start_with_words_and_is_left_as_it_is(int at)
    {
        await using (var node = await StorageNode.StartAsync(_folder.Path))
        {
            for (var n = 0; n < 20; n++)
                await node.JournalAsync(new DeviceId($"d{n}"), OneProved(new DeviceId($"d{n}")));
        }

        // What is still in the log beside it would be read from there, whole.
        await Limits.UntilAsync(() => Read("PRAGMA wal_checkpoint(TRUNCATE)") is ["0"]);
        var bytes = File.ReadAllBytes(Journal);
        for (var i = at; i < Math.Min(at + 4096, bytes.Length); i++)
            bytes[i] = 0xA5;
        File.WriteAllBytes(Journal, bytes);

        var error = Assert.Throws<StorageException>(() => NodeStorage.Open(_folder.Path, TimeProvider.System));

        Assert.Contains($"the journal {Journal} is damaged", error.Message, StringComparison.Ordinal);
        Assert.Contains("backup", error.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(Journal));
    }

    [Fact]
    public async Task While_the_journal_hangs_the_rest_of_the_node_goes_on()
    {
        await using var node = await StorageNode.StartAsync(_folder.Path);
        await node.JournalAsync(Gate, OneProved(Gate));
        using var other = new SqliteConnection($"Data Source={Journal};Pooling=False");
        other.Open();
        using var hold = other.BeginTransaction(deferred: false);

        var ids = Enumerable.Range(0, 16).Select(n => new DeviceId($"d{n}"));
        Task<DeviceState>[] hanging = [.. ids.Select(id => node.JournalAsync(id, Enrolled(id)))];
        for (var n = 0; n < 200; n++)
            await node.EchoAsync();
        await node.Storage.ReadSide.DevicesAsync(CancellationToken.None);

        Assert.DoesNotContain(hanging, write => write.IsCompleted);
        hold.Rollback();
        Assert.All(await Task.WhenAll(hanging), state => Assert.True(state.IsEnrolled));
    }

    [Fact]
    public async Task A_shut_gate_is_opened_by_the_first_write_that_works()
    {
        await using var node = await StorageNode.StartAsync(_folder.Path);
        await node.JournalAsync(Gate, OneProved(Gate));
        using var other = new SqliteConnection($"Data Source={Journal};Pooling=False");
        other.Open();
        using (var hold = other.BeginTransaction(deferred: false))
        {
            node.Storage.Health.Failed(new IOException("disk full"));

            Assert.Equal((false, "disk full"), (node.Storage.Health.IsOpen, node.Storage.Health.Reason));
        }

        await Eventually.Find(() => Task.FromResult(node.Storage.Health.IsOpen), open => open);
        Assert.Equal("", node.Storage.Health.Reason);
    }

    [Fact]
    public void The_gate_tells_every_change_once()
    {
        var health = new StorageHealth();
        var told = new List<bool>();
        health.Changed += told.Add;

        health.Failed(new IOException("disk full"));
        health.Failed(new IOException("still full"));
        health.Open();
        health.Open();

        Assert.Equal([false, true], told);
        Assert.Equal(2, health.Failures);
    }

    private List<string> Read(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Journal};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }
}

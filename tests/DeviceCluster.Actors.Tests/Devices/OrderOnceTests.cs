using Akka.Actor;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>An order sent again under its key is answered as the first time: after a removal, a restart, a kill, and while it is being written.</summary>
public sealed class OrderOnceTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    private static readonly DeviceOrder Disabling = new(new OrderKey("disable-1"), new DeviceCommand.Disable(Gate));

    /// <summary>Keys that are kept of the orders that brought the device here.</summary>
    private const int Enrolled = 1;

    private static readonly TimeSpan SentAgain = TimeSpan.FromSeconds(2);

    // Without its key it would be journaled every time.
    private static readonly DeviceOrder Retrying = new(new OrderKey("retry-1"), new DeviceCommand.Retry(Gate));

    [Fact]
    public async Task A_removal_sent_again_leaves_the_device_that_was_enrolled_anew()
    {
        await using var node = await OnlineAsync();
        var removal = new DeviceOrder(OrderKey.New(), new DeviceCommand.Remove(Gate));
        Assert.IsType<DeviceReply.Done>(await SendAsync(node, removal));
        await EnrolAsync(node);

        var again = await SendAsync(node, removal);

        Assert.IsType<DeviceReply.Done>(again);
        Assert.True((await node.Devices.ReportAsync(Gate, CancellationToken.None)).Enrolled);
    }

    [Fact]
    public async Task Another_command_under_the_same_key_is_refused_also_another_password()
    {
        await using var node = await OnlineAsync();
        var key = OrderKey.New();
        await SendAsync(node, new DeviceOrder(key, new DeviceCommand.SetCredential(Gate, "admin", new Secret("one"))));

        var other = await SendAsync(node, new DeviceOrder(key, new DeviceCommand.SetCredential(Gate, "admin", new Secret("two"))));

        Assert.Equal(RefusalCode.Invalid, Assert.IsType<DeviceReply.Refused>(other).Code);
        Assert.Equal(2, (await node.Devices.ReportAsync(Gate, CancellationToken.None)).CredentialVersion);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(120)]
    public async Task A_restart_in_between_changes_no_answer(int changesInBetween)
    {
        await using (var node = await OnlineAsync())
        {
            await SendAsync(node, Disabling);
            await EnableAsync(node);
            for (var change = 0; change < changesInBetween; change++)
                // Bare ones: so many with keys would be all that is kept.
                await node.Parts.Region.Ask<DeviceReply>(
                    change % 2 == 0 ? new DeviceCommand.Disable(Gate) : new DeviceCommand.Enable(Gate), Limits.Patience);
        }

        await using var next = await StartAsync();

        Assert.IsType<DeviceReply.Done>(await SendAsync(next, Disabling));
        Assert.True((await next.Devices.ReportAsync(Gate, CancellationToken.None)).Enabled);
    }

    [Fact]
    public async Task An_order_that_is_sent_again_while_it_is_being_written_waits_and_is_written_once()
    {
        await using var node = await OnlineAsync();
        Task<DeviceReply>[] sent;
        using (var journal = Open())
        {
            using var hold = journal.BeginTransaction(deferred: false);
            sent = [.. Enumerable.Range(0, 3).Select(_ => SendAsync(node, Retrying))];
            await node.Devices.ReportAsync(Gate, CancellationToken.None);
            Assert.DoesNotContain(sent, reply => reply.IsCompleted);
            hold.Rollback();
        }

        Assert.All(await Task.WhenAll(sent), reply => Assert.IsType<DeviceReply.Done>(reply));
        Assert.Equal((1, Enrolled + 1), (Count("e9"), Count("e14")));
    }

    [Fact]
    public async Task A_kill_between_journal_and_answer_leaves_the_outcome_open_and_the_same_order_settles_it()
    {
        await using var node = await OnlineAsync();
        Task<DeviceReply> first;
        Task<DeviceReply> second;
        using (var journal = Open())
        {
            using var hold = journal.BeginTransaction(deferred: false);
            first = SendAsync(node, Retrying);
            await node.Devices.ReportAsync(Gate, CancellationToken.None);
            await node.KillEntityAsync(Gate);
            Assert.Equal(RefusalCode.NoAnswer, Assert.IsType<DeviceReply.Refused>(await first).Code);
            second = SendUntilAnsweredAsync(node, Retrying);
            hold.Rollback();
        }

        Assert.IsType<DeviceReply.Done>(await second);
        Assert.Equal((1, Enrolled + 1), (Count("e9"), Count("e14")));
    }

    [Fact]
    public async Task A_journal_that_fails_under_an_order_leaves_the_outcome_open()
    {
        await using var node = await OnlineAsync();
        using var journal = Open();
        Execute(journal, "ALTER TABLE journal RENAME TO gone");

        var failed = Assert.IsType<DeviceReply.Refused>(await SendAsync(node, Retrying));
        Execute(journal, "ALTER TABLE gone RENAME TO journal");

        Assert.Equal(RefusalCode.NoAnswer, failed.Code);
        Assert.Contains("not known", failed.Reason, StringComparison.Ordinal);
        await Limits.UntilAsync(() => node.Parts.Health.IsOpen);
        Assert.IsType<DeviceReply.Done>(await SendAsync(node, Retrying));
        Assert.Equal((1, Enrolled + 1), (Count("e9"), Count("e14")));
    }

    [Fact]
    public async Task Keys_of_orders_are_in_no_list_and_no_story()
    {
        await using var node = await OnlineAsync();

        await SendAsync(node, Disabling);

        using var journal = Open();
        Assert.Equal(0L, Scalar(journal, "SELECT count(*) FROM tags JOIN journal ON ordering_id = ordering WHERE manifest = 'e14'"));
        Assert.Equal(1L, Scalar(journal, "SELECT count(*) FROM tags JOIN journal ON ordering_id = ordering WHERE manifest = 'e11'"));
        Assert.DoesNotContain(await StoryAsync(node), line => line.Contains("Order", StringComparison.OrdinalIgnoreCase));
    }

    private static Task<DeviceReply> SendAsync(TestNode node, DeviceOrder order) => node.Parts.Region.Ask<DeviceReply>(order, Limits.Patience);

    /// <summary>As a service does it: what reaches an entity just when it ends is lost, and sent again under its key.</summary>
    private static async Task<DeviceReply> SendUntilAnsweredAsync(TestNode node, DeviceOrder order)
    {
        using var limit = new CancellationTokenSource(Limits.Patience);
        while (true)
        {
            try
            {
                return await node.Parts.Region.Ask<DeviceReply>(order, SentAgain, limit.Token);
            }
            catch (AskTimeoutException)
            {
                // Lost on its way, or still at the journal: both are asked about by the same order.
            }
        }
    }

    private static async Task EnableAsync(TestNode node) =>
        Assert.IsType<DeviceReply.Done>(await node.Devices.TellAsync(new DeviceCommand.Enable(Gate), CancellationToken.None));

    private SqliteConnection Open()
    {
        var journal = new SqliteConnection($"Data Source={Path.Combine(Data, "journal.db")};Pooling=False");
        journal.Open();
        return journal;
    }

    /// <summary>How many events of a kind the journal holds.</summary>
    private long Count(string manifest)
    {
        using var journal = Open();
        return Scalar(journal, $"SELECT count(*) FROM journal WHERE persistence_id = 'device-gate' AND manifest = '{manifest}'");
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>How a login before a restart ended is known, but the journal does not take it yet: the device goes on as soon as it does.</summary>
public sealed class OutcomeWithoutJournalTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    [Fact]
    public async Task A_first_login_that_never_left_is_made_again_when_the_journal_is_back()
    {
        using var go = new ManualResetEventSlim();
        await using var node = await StartAsync();
        var lane = node.Parts.Lanes.Connect;
        var others = Enumerable.Range(0, 64).Select(_ => lane.RunAsync(go.Wait, Limits.Patience * 2)).ToArray();
        await Limits.UntilAsync(() => lane.Figures().Busy == others.Length);
        await EnrolAsync(node);
        await Limits.UntilAsync(() => lane.Figures().Queued == 1);
        await node.KillEntityAsync(Gate);
        await Limits.UntilAsync(() => node.Parts.Table.Figures().TakenOver == 1);

        // The lane gives the login back unmade, while the journal is shut.
        await using var journal = new SqliteConnection($"Data Source={Path.Combine(Data, "journal.db")}");
        await journal.OpenAsync();
        Execute(journal, "BEGIN EXCLUSIVE");
        node.Parts.Health.Failed(new IOException("the disk is full"));
        lane.Dispose();
        await Limits.UntilAsync(async () => (await StoryAsync(node)).Contains("the journal cannot be written now"));
        Assert.False(node.Parts.Health.IsOpen);

        Execute(journal, "ROLLBACK");

        await node.UntilPhaseAsync(Gate, SessionPhase.Backoff);
        Assert.Empty(Library.Requests);
        go.Set();
        await Task.WhenAll(others);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

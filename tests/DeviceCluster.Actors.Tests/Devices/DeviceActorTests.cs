using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Sessions;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>What the entity itself adds to the two machines: answers, journal, memory, silence.</summary>
public sealed class DeviceActorTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    [Fact]
    public async Task Every_order_of_a_crowd_is_answered_and_the_last_holds()
    {
        await using var node = await OnlineAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => node.Devices.TellAsync(
            n % 2 == 0 ? new DeviceCommand.Disable(Gate) : new DeviceCommand.Enable(Gate), CancellationToken.None)));

        Assert.All(replies, reply => Assert.True(reply is DeviceReply.Done or DeviceReply.Refused { Code: RefusalCode.Busy }, reply.ToString()));
        Assert.Contains(replies, reply => reply is DeviceReply.Done);
        Assert.IsType<DeviceReply.Done>(await node.Devices.TellAsync(new DeviceCommand.Enable(Gate), CancellationToken.None));
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
    }

    [Fact]
    public async Task A_restart_after_many_changes_begins_at_a_snapshot_and_two_are_kept()
    {
        await using (var node = await OnlineAsync())
        {
            for (var change = 0; change < 160; change++)
                await OrderAsync(node, change % 2 == 0 ? new DeviceCommand.Disable(Gate) : new DeviceCommand.Enable(Gate));
            await Limits.UntilAsync(() => Snapshots() == 2);
        }

        await using var next = await StartAsync();
        await next.UntilPhaseAsync(Gate, SessionPhase.Online);

        var report = await next.Devices.ReportAsync(Gate, CancellationToken.None);
        Assert.True(report.CredentialProved);
        Assert.Equal(new DeviceAddress("10.0.0.7"), report.Address);
    }

    [Fact]
    public async Task After_a_restart_the_story_is_what_the_journal_tells()
    {
        await (await OnlineAsync()).DisposeAsync();

        await using var node = await StartAsync();
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);

        var story = await StoryAsync(node);
        Assert.Equal("enrolled", story[0]);
        Assert.Contains("credential accepted for the first time", story);
        Assert.DoesNotContain("secret", string.Join(' ', (await node.Devices.WhyAsync(Gate, CancellationToken.None)).Entries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_overdue_first_login_counts_as_refused_and_what_it_brings_is_logged_out()
    {
        using var go = new ManualResetEventSlim();
        Library.OnLogin = go.Wait;
        await using var node = await StartAsync(Settings with
        {
            Sessions = Settings.Sessions with
            {
                LoginDeadline = TimeSpan.FromMilliseconds(300),
                Policy = SessionPolicy.Default with { OverdueWait = TimeSpan.FromSeconds(1) },
            },
        });

        await EnrolAsync(node);
        await node.UntilPhaseAsync(Gate, SessionPhase.CredentialError);
        go.Set();

        await Limits.UntilAsync(() => Library.Logins.SingleOrDefault()?.Logouts == 1);
        Assert.Equal(SessionPhase.CredentialError, (await node.StatusAsync(Gate)).Phase);
        Assert.Single(Library.Requests);
    }

    [Fact]
    public async Task A_session_that_falls_silent_is_mute_and_then_made_anew()
    {
        await using var node = await OnlineAsync(Settings with
        {
            Sessions = Settings.Sessions with
            {
                MuteCheck = TimeSpan.FromMilliseconds(100),
                Policy = SessionPolicy.Default with { MuteRelogin = TimeSpan.FromSeconds(1), BackoffMin = TimeSpan.FromMilliseconds(100) },
            },
        });

        Library.Logins.Single().Online = false;
        await node.UntilPhaseAsync(Gate, SessionPhase.Mute);

        await Limits.UntilAsync(() => Library.Logins.Count == 2);
        Assert.Equal(1, Library.Logins.First().Logouts);
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
    }

    [Fact]
    public async Task A_silent_session_that_speaks_again_stays()
    {
        await using var node = await OnlineAsync(Settings with
        {
            Sessions = Settings.Sessions with { MuteCheck = TimeSpan.FromMilliseconds(100) },
        });
        Library.Logins.Single().Online = false;
        await node.UntilPhaseAsync(Gate, SessionPhase.Mute);

        Library.Logins.Single().Online = true;

        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        Assert.Single(Library.Requests);
    }

    [Fact]
    public async Task A_node_that_ends_while_a_login_is_under_way_logs_out_what_it_brings()
    {
        using var go = new ManualResetEventSlim();
        Library.OnLogin = go.Wait;
        await using var node = await StartAsync();
        await EnrolAsync(node);
        await Limits.UntilAsync(() => !Library.Requests.IsEmpty);

        var stopping = node.StopAsync();
        await Limits.UntilAsync(() => node.Parts.IsEnding);
        go.Set();
        await stopping;

        Assert.Equal(1, Library.Logins.Single().Logouts);
    }

    [Fact]
    public async Task A_node_that_ends_refuses_orders_in_words()
    {
        await using var node = await OnlineAsync();
        node.Parts.BeginEnding();

        var reply = await node.Devices.TellAsync(new DeviceCommand.Disable(Gate), CancellationToken.None);

        Assert.Equal(RefusalCode.Moving, Assert.IsType<DeviceReply.Refused>(reply).Code);
    }

    private static async Task OrderAsync(TestNode node, DeviceCommand command) =>
        Assert.IsType<DeviceReply.Done>(await node.Devices.TellAsync(command, CancellationToken.None));

    private long Snapshots()
    {
        using var journal = new SqliteConnection($"Data Source={Path.Combine(Data, "journal.db")};Mode=ReadOnly");
        journal.Open();
        using var count = journal.CreateCommand();
        count.CommandText = "SELECT count(*) FROM snapshot WHERE persistence_id = 'device-gate'";
        return (long)count.ExecuteScalar()!;
    }
}

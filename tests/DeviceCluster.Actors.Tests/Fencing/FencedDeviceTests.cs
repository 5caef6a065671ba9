using Akka.Actor;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Fencing;

/// <summary>Devices behind a fence, as people see them.</summary>
[Collection(OnFenceTable.Name)]
public sealed class FencedDeviceTests(FenceDatabase database, ITestOutputHelper output) : ScriptedNodeTest(output)
{
    private const string Foreign = "other:4053#7";
    private const string Waited = $"{Foreign} has the shard and is no member of this cluster; its beat must stand still for 90 s";
    private static readonly string Shard = FenceRig.Shard(Gate);

    [Fact]
    public async Task A_device_whose_shard_another_has_is_waiting_in_words_and_logs_in_when_it_is_free()
    {
        var connection = await database.FreshTableAsync();
        FenceTables.Give(connection, Shard, Foreign);
        await using var node = await StartAsync(connection);
        await EnrolAsync(node);

        await Limits.UntilAsync(async () => await node.StatusAsync(Gate) is { Phase: SessionPhase.Waiting, Reason: Waited });
        Assert.Empty(Library.Requests);
        Assert.Equal(Shard, (await node.Devices.WhyAsync(Gate, CancellationToken.None)).Shard);

        FenceTables.Give(connection, Shard, null);
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        Assert.Single(Library.Requests);
    }

    [Fact]
    public async Task However_long_it_waits_its_story_gets_one_line_for_each_thing_waited_for()
    {
        var connection = await database.FreshTableAsync();
        FenceTables.Give(connection, Shard, Foreign);
        await using var node = await StartAsync(connection);
        await EnrolAsync(node);
        await Limits.UntilAsync(async () => (await node.StatusAsync(Gate)).Reason == Waited);

        // The login is looked at again every 200 ms; each change of the row shows that it was.
        for (var i = 1; i <= 5; i++)
        {
            var owner = $"other:4053#{i}";
            FenceTables.Give(connection, Shard, owner);
            await Limits.UntilAsync(async () => (await node.StatusAsync(Gate)).Reason.StartsWith(owner, StringComparison.Ordinal), owner);
        }

        var story = (await node.Devices.WhyAsync(Gate, CancellationToken.None)).Entries;
        Assert.Equal(6, story.Count(entry => entry.What == "Waiting" && entry.Detail!.Contains("must stand still", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_device_whose_row_is_lost_is_waiting_at_once_and_hears_no_word_of_it()
    {
        var connection = await database.FreshTableAsync();
        await using var node = await StartAsync(connection);
        await EnrolAsync(node);
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);

        FenceTables.Give(connection, Shard, Foreign);

        await Limits.UntilAsync(async () => await node.StatusAsync(Gate) is { Phase: SessionPhase.Waiting, Reason: Waited });
        Assert.Equal((1, 0), (Library.Logins.Single().Aborts, Library.Logins.Single().Logouts));
        Assert.Contains("session let go", await StoryAsync(node));
        var order = await node.Devices.LiveAsync(new LiveCommand.Open(Gate, 1, StreamKind.Main), CancellationToken.None);
        Assert.IsType<LiveReply.Refused>(order);

        FenceTables.Give(connection, Shard, null);
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
    }

    [Fact]
    public async Task A_login_that_waits_for_its_turn_is_waiting_too()
    {
        var slow = Settings with { Sessions = Settings.Sessions with { LoginsPerSecond = 0.001, LoginBurst = 1 } };
        await using var node = await TestNode.StartAsync(slow, Library, Output);
        await EnrolAsync(node);
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);

        Library.Lose(Library.Logins.Single());

        await Limits.UntilAsync(async () => await node.StatusAsync(Gate) is
        {
            Phase: SessionPhase.Waiting, Reason: "the login waits for its turn: those of this node and of one site are spread",
        });
    }

    [Fact]
    public async Task A_session_whose_shard_is_not_here_any_more_and_that_nobody_claims_is_logged_out_and_its_row_given_back()
    {
        var connection = await database.FreshTableAsync();
        await using var node = await StartAsync(connection);
        var yard = new DeviceId("yard");
        var shard = FenceRig.Shard(yard);
        node.Parts.Fence.Enter(shard);
        await Limits.UntilAsync(() => node.Parts.Fence.MayLogin(shard, out _));
        var target = new LoginTarget(new DeviceAddress("10.0.0.8"), "admin", 1);
        Assert.True(node.Parts.Table.TryLogin(yard, target, new Secret("x"), new SessionClaim(ActorRefs.Nobody, 1, 1), out _));
        await Limits.UntilAsync(() => node.Parts.Table.Figures().Live == 1);

        // As an entity that failed while its shard moved away.
        node.Parts.Table.Abandon(yard, 1);
        node.Parts.Fence.Leave(shard);

        await Limits.UntilAsync(() => Library.Logins.Single().Logouts == 1);
        await Limits.UntilAsync(() => FenceTables.Row(connection, shard).Owner is null);
    }

    [Fact]
    public async Task A_session_whose_entity_is_down_for_a_moment_is_kept()
    {
        var connection = await database.FreshTableAsync();
        await using var node = await StartAsync(connection);
        await EnrolAsync(node);
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        await Limits.UntilAsync(async () => (await node.Devices.ReportAsync(Gate, CancellationToken.None)).CredentialProved);

        await node.KillEntityAsync(Gate);
        await Limits.UntilAsync(() => node.Parts.Table.Figures() is { TakenOver: 1, Unclaimed: 0 });
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);

        Assert.Single(Library.Requests);
        var fence = node.Parts.Fence.Figures();
        Assert.Equal((1, 0), (fence.Taken, fence.Freed));
    }

    private Task<TestNode> StartAsync(string connection)
    {
        var settings = Settings with { Storage = new StorageSettings { ConnectionString = connection } };
        return TestNode.StartAsync(settings, Library, Output, fence: its => new ShardFence(its, Library, new BootClock(), NullLoggerFactory.Instance));
    }
}

using System.Diagnostics;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Tests.Storage;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Testing.Postgres;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>
/// The shared database goes away while sessions are up: they stay up, orders are refused in words and in time, nobody is disturbed by who cannot
/// recover, and everything works again by itself.
/// </summary>
public sealed class DatabaseOutageTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    private static readonly DeviceId Yard = new("yard");

    /// <summary>An order that needs the journal is answered within this, also while the database stands still.</summary>
    private static readonly TimeSpan Answered = DeviceGateway.Patience;

    [Fact]
    public Task A_database_that_is_gone_costs_no_session_and_is_used_again_when_it_is_back() => OutageAsync(
        server => server.StopImmediateAsync(),
        server => server.StartAgainAsync());

    [Fact]
    public Task A_database_that_stands_still_costs_no_session_and_is_used_again_when_it_goes_on() => OutageAsync(
        server =>
        {
            server.Freeze();
            return Task.CompletedTask;
        },
        server =>
        {
            server.Thaw();
            return Task.CompletedTask;
        });

    [Fact]
    public async Task Lost_connections_are_replaced_without_anybody_being_told()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var node = await OnlineAsync(await OnAsync(server));

        await server.KillBackendsAsync();

        await Limits.UntilAsync(async () => await node.Devices.TellAsync(new DeviceCommand.Retry(Gate), CancellationToken.None) is DeviceReply.Done);
        Assert.Single(Library.Requests);
    }

    [Fact]
    public async Task A_database_that_is_gone_is_noticed_before_an_order_finds_out()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var node = await OnlineAsync(await OnAsync(server));
        var gate = await node.EntityAsync(Gate);

        await server.StopImmediateAsync();
        await Limits.UntilAsync(() => !node.Parts.Health.IsOpen);
        await RefusedAsync(node, new DeviceCommand.Retry(Gate));

        Assert.Contains($"127.0.0.1:{server.Port}/outage: ", node.Parts.Health.Reason, StringComparison.Ordinal);
        Assert.Equal(gate, await node.EntityAsync(Gate));
        await server.StartAgainAsync();
        await Limits.UntilAsync(() => node.Parts.Health.IsOpen);
    }

    [Fact]
    public async Task A_clock_of_the_database_that_jumps_by_an_hour_changes_nothing()
    {
        await using var server = await PostgresServer.StartAsync(new PostgresOptions { FakeTime = true });
        await using var node = await OnlineAsync(await OnAsync(server));

        foreach (var hours in new[] { 1, -1 })
        {
            server.JumpClock(TimeSpan.FromHours(hours));
            Assert.IsType<DeviceReply.Done>(await node.Devices.TellAsync(new DeviceCommand.Retry(Gate), CancellationToken.None));
        }

        Assert.Equal(SessionPhase.Online, (await node.StatusAsync(Gate)).Phase);
        Assert.True(node.Parts.Health.IsOpen);
        Assert.Single(Library.Requests);
    }

    [Fact]
    public async Task Whether_the_database_answers_is_known_in_its_time()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var node = await OnlineAsync(await OnAsync(server));
        Assert.True(await node.Parts.Storage.AnswersAsync(Limits.Patience));

        server.Freeze();
        Assert.False(await node.Parts.Storage.AnswersAsync(TimeSpan.FromMilliseconds(200)));

        server.Thaw();
        await Limits.UntilAsync(() => node.Parts.Storage.AnswersAsync(Limits.Patience));
    }

    private async Task OutageAsync(Func<PostgresServer, Task> breakIt, Func<PostgresServer, Task> mend)
    {
        await using var server = await PostgresServer.StartAsync();
        await using var node = await OnlineAsync(await OnAsync(server));
        await EnrolAsync(node, Yard);
        await node.UntilOnlineAsync(Yard);
        var yard = await node.EntityAsync(Yard);

        await breakIt(server);

        // The first orders may meet the journal itself, to write or to recover; their entities end by that, and sessions stay.
        await Task.WhenAll(HalfWrittenAsync(node, new DeviceCommand.Retry(Gate)), RefusedAsync(node, new DeviceCommand.Enable(Stranger(0))));
        await Limits.UntilAsync(() => !node.Parts.Health.IsOpen);
        await RefusedAsync(node, new DeviceCommand.Disable(Yard));
        await RefusedAsync(node, new DeviceCommand.Enable(Stranger(1)));
        await LiveIsRefusedAsync(node, Stranger(2));
        var unasked = await Assert.ThrowsAsync<RefusedException>(() => node.StatusAsync(Stranger(3)));
        Assert.Equal(RefusalCode.StorageUnavailable, unasked.Refusal.Code);
        Assert.Contains("its journal cannot be read now", unasked.Message, StringComparison.Ordinal);
        await TablesAreRefusedAsync(node);

        // Nobody else was disturbed: the same entity, the same session, in the shard of the one that is not known.
        Assert.Equal(yard, await node.EntityAsync(Yard));
        Assert.Equal(SessionPhase.Online, (await node.StatusAsync(Yard)).Phase);
        Assert.Equal(2, node.Parts.Table.Figures().Live);

        await mend(server);

        await Limits.UntilAsync(() => node.Parts.Health.IsOpen);
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);
        await Limits.UntilAsync(async () => await node.Devices.TellAsync(new DeviceCommand.Retry(Gate), CancellationToken.None) is DeviceReply.Done);
        await Limits.UntilAsync(async () => await node.Devices.TellAsync(new DeviceCommand.Disable(Yard), CancellationToken.None) is DeviceReply.Done);
        await EnrolAsync(node, new DeviceId("new"));
        await Limits.UntilAsync(async () => (await node.Parts.Storage.ReadSide.DevicesAsync(CancellationToken.None)).Count == 3);
        Assert.Equal(3, Library.Requests.Count);
    }

    /// <summary>Never enrolled, and in the shard of one that is.</summary>
    private static DeviceId Stranger(int number) => Enumerable.Range(0, 100_000).Select(n => new DeviceId($"stranger-{n}"))
        .Where(id => DeviceSharding.ShardOf(id) == DeviceSharding.ShardOf(Yard)).ElementAt(number);

    private static async Task LiveIsRefusedAsync(TestNode node, DeviceId stranger)
    {
        var asked = Stopwatch.GetTimestamp();
        var clock = await Assert.ThrowsAsync<RefusedException>(() => node.Devices.AskAsync(new ClockQuery.Read(stranger), new Origin("operator", "console"), CancellationToken.None));
        Assert.Equal(RefusalCode.StorageUnavailable, clock.Refusal.Code);
        var reboot = await Assert.ThrowsAsync<RefusedException>(() => node.Devices.AskAsync(
            new ControlOrder.Reboot(stranger), new Origin("operator", "console"), CancellationToken.None));
        Assert.Equal(RefusalCode.StorageUnavailable, reboot.Refusal.Code);
        var live = await node.Devices.LiveAsync(new LiveCommand.Open(stranger, 1, StreamKind.Main), CancellationToken.None);
        Assert.Equal(RefusalCode.StorageUnavailable, Assert.IsType<LiveReply.Refused>(live).Code);
        Assert.True(Stopwatch.GetElapsedTime(asked) < Answered);
    }

    private static async Task TablesAreRefusedAsync(TestNode node)
    {
        using var limit = new CancellationTokenSource(Limits.Patience);
        await Assert.ThrowsAsync<StorageException>(() => node.Parts.Storage.ReadSide.DevicesAsync(limit.Token));
    }

    /// <summary>
    /// An order that the failing journal was given: whether it holds it is told as unknown, in the same time. Where the node's own look at the database
    /// was quicker than the order, it is refused as any other.
    /// </summary>
    private static async Task HalfWrittenAsync(TestNode node, DeviceCommand order)
    {
        var given = Stopwatch.GetTimestamp();
        var refused = Assert.IsType<DeviceReply.Refused>(await node.Devices.TellAsync(order, CancellationToken.None));
        if (refused.Code != RefusalCode.StorageUnavailable)
        {
            Assert.Equal(RefusalCode.NoAnswer, refused.Code);
            Assert.Contains("the journal could not be written", refused.Reason, StringComparison.Ordinal);
        }

        Assert.True(Stopwatch.GetElapsedTime(given) < Answered);
    }

    private static async Task RefusedAsync(TestNode node, DeviceCommand order)
    {
        var given = Stopwatch.GetTimestamp();
        var refused = Assert.IsType<DeviceReply.Refused>(await node.Devices.TellAsync(order, CancellationToken.None));
        Assert.Equal(RefusalCode.StorageUnavailable, refused.Code);
        Assert.DoesNotContain("whether the order was stored is not known", refused.Reason, StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(given) < Answered);
    }

    private async Task<DeviceClusterSettings> OnAsync(PostgresServer server)
    {
        var database = new StorageSettings { Provider = StorageProvider.PostgreSql, ConnectionString = await server.CreateDatabaseAsync("outage") };
        await database.MigrateAsync();
        return Settings with { Storage = database };
    }
}

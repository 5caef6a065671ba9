using Akka.Actor;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Sessions;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Fencing;

/// <summary>A node and the rows of its shards.</summary>
[Collection(OnFenceTable.Name)]
public sealed class ShardFenceTests(FenceDatabase database, ITestOutputHelper output)
{
    private static readonly DeviceId Gate = new("gate");
    private static readonly string Shard = FenceRig.Shard(Gate);

    [Fact]
    public async Task No_login_begins_before_the_row_is_this_nodes()
    {
        await using var rig = await FenceRig.StartAsync(await database.FreshTableAsync(), output);

        Assert.False(rig.Login(Gate, ActorRefs.Nobody, out var why));
        Assert.Equal("the shard's row in the database was not read yet", why);
        Assert.Empty(rig.Sdk.Requests);

        await rig.OnlineAsync(Gate);
        Assert.Equal((1, 0, 1), (rig.Figures.Held, rig.Figures.Waiting, rig.Figures.Taken));
    }

    [Fact]
    public async Task The_row_names_address_and_incarnation_and_is_beaten()
    {
        var connection = await database.FreshTableAsync();
        await using var rig = await FenceRig.StartAsync(connection, output);
        await rig.HoldAsync(Gate);

        Assert.Equal(rig.Name, FenceTables.Row(connection, Shard).Owner);
        Assert.EndsWith($"#{rig.Cluster.SelfUniqueAddress.Uid}", rig.Name, StringComparison.Ordinal);
        await Limits.UntilAsync(() => FenceTables.Row(connection, Shard).Beat >= 2);
    }

    [Fact]
    public async Task What_another_has_is_waited_for_and_said_in_words()
    {
        var connection = await database.FreshTableAsync();
        FenceTables.Give(connection, Shard, "other:4053#7");
        await using var rig = await FenceRig.StartAsync(connection, output);
        rig.Fence.Enter(Shard);

        await Limits.UntilAsync(
            () => !rig.Fence.MayLogin(Shard, out var why)
                && why == "other:4053#7 has the shard and is no member of this cluster; its beat must stand still for 90 s",
            "the words");
        Assert.Equal(1, rig.Figures.Waiting);

        FenceTables.Give(connection, Shard, null);
        await Limits.UntilAsync(() => rig.Fence.MayLogin(Shard, out _));
    }

    [Fact]
    public async Task A_row_is_given_back_when_the_last_entity_has_left()
    {
        var connection = await database.FreshTableAsync();
        await using var rig = await FenceRig.StartAsync(connection, output);
        await rig.HoldAsync(Gate);
        rig.Fence.Enter(Shard);

        rig.Fence.Leave(Shard);
        Assert.True(rig.Fence.Holds(Shard), "another entity of the shard is here");
        rig.Fence.Leave(Shard);

        await Limits.UntilAsync(() => FenceTables.Row(connection, Shard).Owner is null);
        Assert.False(rig.Fence.MayLogin(Shard, out _));
    }

    [Fact]
    public async Task A_row_is_not_given_back_while_a_login_of_it_is_open()
    {
        var connection = await database.FreshTableAsync();
        await using var rig = await FenceRig.StartAsync(connection, output);
        using var go = new ManualResetEventSlim();
        var login = await rig.OnlineAsync(Gate);
        login.OnLogout = go.Wait;
        rig.Fence.Leave(Shard);
        rig.Table.Forget(Gate);

        var beat = FenceTables.Row(connection, Shard).Beat;
        await Limits.UntilAsync(() => FenceTables.Row(connection, Shard).Beat >= beat + 2);
        Assert.Equal(rig.Name, FenceTables.Row(connection, Shard).Owner);

        go.Set();
        await Limits.UntilAsync(() => FenceTables.Row(connection, Shard).Owner is null);
        Assert.Equal(1, rig.Figures.Freed);
    }

    [Fact]
    public async Task A_row_is_not_given_back_while_a_login_of_it_is_under_way()
    {
        var connection = await database.FreshTableAsync();
        await using var rig = await FenceRig.StartAsync(connection, output);
        using var go = new ManualResetEventSlim();
        rig.Sdk.OnLogin = go.Wait;
        await rig.HoldAsync(Gate);
        rig.Login(Gate, ActorRefs.Nobody, out _);
        await Limits.UntilAsync(() => !rig.Sdk.Requests.IsEmpty);
        rig.Fence.Leave(Shard);
        rig.Table.Forget(Gate);

        var beat = FenceTables.Row(connection, Shard).Beat;
        await Limits.UntilAsync(() => FenceTables.Row(connection, Shard).Beat >= beat + 2);
        Assert.Equal(rig.Name, FenceTables.Row(connection, Shard).Owner);

        go.Set();
        await Limits.UntilAsync(() => FenceTables.Row(connection, Shard).Owner is null);
    }

    [Fact]
    public async Task A_row_that_is_lost_ends_its_sessions_at_once_and_without_a_word()
    {
        var connection = await database.FreshTableAsync();
        await using var rig = await FenceRig.StartAsync(connection, output);
        using var inbox = Inbox.Create(rig.System);
        var login = await rig.OnlineAsync(Gate, inbox.Receiver);

        FenceTables.Give(connection, Shard, "other:4053#7");

        await Limits.UntilAsync(() => login.Aborts == 1);
        Assert.Equal(0, login.Logouts);
        Assert.False(rig.Fence.Holds(Shard));
        Assert.IsType<SessionInput.LoginSucceeded>(((SessionNews)await inbox.ReceiveAsync(Limits.Patience)).Input);
        var fenced = Assert.IsType<SessionInput.Fenced>(((SessionNews)await inbox.ReceiveAsync(Limits.Patience)).Input);
        Assert.Equal("the shard's row was lost to another node", fenced.Reason);
        Assert.Equal((1, 1), (rig.Figures.Lost, rig.Figures.Closed));
    }

    [Fact]
    public async Task A_login_under_way_when_its_row_is_lost_ends_when_it_arrives()
    {
        var connection = await database.FreshTableAsync();
        await using var rig = await FenceRig.StartAsync(connection, output);
        using var inbox = Inbox.Create(rig.System);
        using var go = new ManualResetEventSlim();
        rig.Sdk.OnLogin = go.Wait;
        await rig.HoldAsync(Gate);
        rig.Login(Gate, inbox.Receiver, out _);
        await Limits.UntilAsync(() => !rig.Sdk.Requests.IsEmpty);

        FenceTables.Give(connection, Shard, "other:4053#7");
        await Limits.UntilAsync(() => rig.Figures.Closed == 1);
        go.Set();

        await Limits.UntilAsync(() => rig.Sdk.Logins.SingleOrDefault()?.Aborts == 1);
        Assert.Equal(0, rig.Sdk.Logins.Single().Logouts);
        Assert.IsType<SessionInput.LoginSucceeded>(((SessionNews)await inbox.ReceiveAsync(Limits.Patience)).Input);
        Assert.IsType<SessionInput.Fenced>(((SessionNews)await inbox.ReceiveAsync(Limits.Patience)).Input);
    }

    [Fact]
    public async Task A_login_that_waited_for_its_thread_while_the_row_was_lost_is_not_made()
    {
        var connection = await database.FreshTableAsync();
        await using var rig = await FenceRig.StartAsync(connection, output);
        using var inbox = Inbox.Create(rig.System);
        using var go = new ManualResetEventSlim();
        await rig.HoldAsync(Gate);
        rig.Sdk.OnLogin = go.Wait;
        for (var other = 0; other < 64; other++)
            await rig.HoldAndLoginAsync(new DeviceId($"other-{other}"));
        await Limits.UntilAsync(() => rig.Sdk.Requests.Count == 64);
        rig.Login(Gate, inbox.Receiver, out _);

        FenceTables.Give(connection, Shard, "other:4053#7");
        await Limits.UntilAsync(() => rig.Figures.Lost == 1);
        go.Set();

        var failed = Assert.IsType<SessionInput.LoginFailed>(((SessionNews)await inbox.ReceiveAsync(Limits.Patience)).Input);
        Assert.Equal(LoginStage.NotConnected, failed.Failure.Stage);
        Assert.Equal(64, rig.Sdk.Requests.Count);
    }

    [Fact]
    public async Task With_a_library_that_says_a_word_when_it_ends_a_login_the_process_ends_instead()
    {
        var connection = await database.FreshTableAsync();
        await using var rig = await FenceRig.StartAsync(connection, output, sdk: new ScriptedSdk { CanAbort = false });
        var login = await rig.OnlineAsync(Gate);

        FenceTables.Give(connection, Shard, "other:4053#7");

        await Limits.UntilAsync(() => !rig.Ends.IsEmpty);
        Assert.Equal((0, 0), (login.Aborts, login.Logouts));
        Assert.Contains("cannot end its sessions without a word", rig.Ends.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_a_node_gives_its_rows_back()
    {
        var connection = await database.FreshTableAsync();
        await using var rig = await FenceRig.StartAsync(connection, output);
        await rig.OnlineAsync(Gate);

        Assert.Equal(0, await rig.Table.DrainAsync(Limits.Patience));
        Assert.Equal(0, await rig.Fence.DrainAsync(Limits.Patience));

        Assert.Null(FenceTables.Row(connection, Shard).Owner);
    }
}

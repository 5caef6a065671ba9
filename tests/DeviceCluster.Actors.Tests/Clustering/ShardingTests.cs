using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Tests.Storage;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Clustering;

/// <summary>Devices of several nodes on one database: any node reaches each, and they outlive their node.</summary>
public sealed class ShardingTests(SharedPostgres database, ITestOutputHelper output) : IClassFixture<SharedPostgres>, IAsyncLifetime
{
    private const int Devices = 24;

    private readonly int[] _ports = [Nodes.FreePort(), Nodes.FreePort(), Nodes.FreePort()];
    private readonly EnvelopeKey _key = EnvelopeKey.FromBase64(Convert.ToBase64String(new byte[32]), "the test's own");
    private readonly Nodes _nodes = new(output);

    private static IEnumerable<DeviceId> All => Enumerable.Range(0, Devices).Select(device => new DeviceId($"d{device}"));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _nodes.StopAsync();

    [Fact]
    public async Task Devices_are_spread_and_a_question_at_any_node_reaches_each()
    {
        var nodes = await StartAsync(3);
        await EnrolAllAsync(nodes[0]);
        await AllOnlineAsync(nodes[1], nodes);

        foreach (var (device, at) in All.Zip(Enumerable.Range(0, Devices).Select(i => nodes[i % nodes.Length])))
            Assert.True((await at.Devices.ReportAsync(device, CancellationToken.None)).Enrolled);
        var shards = await nodes[2].Sharding.NodesAsync(CancellationToken.None);
        var homes = await Task.WhenAll(All.Select(device => nodes[1].Sharding.FindAsync(device, CancellationToken.None)));

        Assert.All(shards, node => Assert.NotEmpty(node.Entities!));
        Assert.Equal(Devices, shards.Sum(node => node.Entities!.Values.Sum()));
        Assert.All(homes, home => Assert.True(home is { IsRunning: true, Node: not null, Silent: [] }, $"{home}"));
        Assert.Equal(3, homes.Select(home => home.Node).Distinct().Count());
        Assert.Equal(3, (await nodes[0].Sharding.RegionsAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_node_that_leaves_logs_its_devices_out_before_others_log_them_in()
    {
        var nodes = await StartAsync(3);
        await EnrolAllAsync(nodes[0]);
        await AllOnlineAsync(nodes[0], nodes);
        var held = nodes[2].Library.Logins.ToArray();

        await nodes[2].StopAsync();

        await AllOnlineAsync(nodes[0], nodes[..2]);
        Assert.NotEmpty(held);
        Assert.All(held, login => Assert.Equal((1, 0), (login.Logouts, login.Aborts)));
        Assert.Equal(Devices + held.Length, nodes.Sum(node => node.Library.Logins.Count));
    }

    [Fact]
    public async Task The_devices_of_a_node_that_is_lost_come_back_elsewhere_and_so_does_the_waker()
    {
        var nodes = await StartAsync(3);
        await EnrolAllAsync(nodes[0]);
        await AllOnlineAsync(nodes[0], nodes);

        // The oldest, which holds the waker and the coordinator of the shards.
        await Nodes.KillAsync(nodes[0]);

        await AllOnlineAsync(nodes[1], nodes[1..]);
    }

    [Fact]
    public async Task Orders_given_while_their_node_is_lost_are_carried_out_once_by_whoever_takes_it_over()
    {
        var nodes = await StartAsync(3);
        await EnrolAllAsync(nodes[0]);
        await AllOnlineAsync(nodes[0], nodes);
        // Without a key each sending of it would be journaled.
        var orders = All.Select(device => new DeviceOrder(OrderKey.New(), new DeviceCommand.Retry(device))).ToArray();

        var killed = Nodes.KillAsync(nodes[2]);
        var replies = await Task.WhenAll(orders.Select(order => nodes[0].Devices.TellAsync(order, CancellationToken.None)));
        await killed;
        var again = await Task.WhenAll(orders.Select(order => nodes[1].Devices.TellAsync(order, CancellationToken.None)));

        Assert.All(replies.Concat(again), reply => Assert.IsType<DeviceReply.Done>(reply));
        var retried = await nodes[0].Parts.Settings.Storage.ReadAsync("SELECT persistence_id FROM journal WHERE manifest = 'e9'");
        Assert.Equal(All.Select(device => $"device-{device}").Order(), retried.Order());
    }

    // All messages are written and read, also where they stay on one node.
    [Fact]
    public async Task Every_message_of_ours_has_a_serializer_or_says_that_it_never_leaves_its_node()
    {
        var nodes = await StartAsync(2, PassingSerializer.Hocon);
        await EnrolAllAsync(nodes[0]);
        await AllOnlineAsync(nodes[1], nodes);
        await Task.WhenAll(All.Select(device => nodes[0].Devices.WhyAsync(device, CancellationToken.None)));
        await Task.WhenAll(All.Select(device => nodes[1].Sharding.FindAsync(device, CancellationToken.None)));
        await nodes[1].StopAsync();
        await AllOnlineAsync(nodes[0], nodes[..1]);

        Assert.NotEmpty(PassingSerializer.Types);
        Assert.DoesNotContain(PassingSerializer.Types.Keys, type => type.FullName!.StartsWith("DeviceCluster.", StringComparison.Ordinal));
    }

    private async Task<TestNode[]> StartAsync(int count, string hocon = "")
    {
        var storage = await database.MigratedAsync();
        var membership = new MembershipSettings { Seeds = [.. _ports[..count].Select(port => $"127.0.0.1:{port}")], Size = count };
        var nodes = await Task.WhenAll(_ports[..count].Select(
            port => _nodes.StartAsync(port, membership, settings => settings with { Storage = storage, Envelope = _key }, $"{hocon}\n{Nodes.AllNew}")));
        await Nodes.UntilOneClusterAsync(nodes);
        await Task.WhenAll(nodes.Select(node => Limits.UntilAsync(async () => (await node.Cluster.IsReadyAsync(CancellationToken.None)).Ready, "the node is ready")));
        return nodes;
    }

    private static async Task EnrolAllAsync(TestNode at)
    {
        foreach (var device in All)
            Assert.IsType<DeviceReply.Done>(await at.Devices.TellAsync(
                new DeviceCommand.Enrol(device, new DeviceAddress("10.0.0.7"), "admin", new Secret("secret"), Serial: null), CancellationToken.None));
    }

    private static Task AllOnlineAsync(TestNode at, TestNode[] nodes) => Limits.UntilAsync(
        async () => (await Task.WhenAll(nodes.Select(node => node.EntitiesAsync()))).Sum() == Devices
            && (await Task.WhenAll(All.Select(at.StatusAsync))).All(status => status.Phase == SessionPhase.Online),
        $"all devices are Online on {nodes.Length} nodes");
}

using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Client.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Testing.Processes;
using Xunit.Abstractions;

namespace DeviceCluster.Client.Tests.Membership;

/// <summary>Nodes die and members are taken out; the service goes on, and its questions are answered.</summary>
public sealed class FailoverTests(ITestOutputHelper output)
{
    private static readonly DeviceReply.Done Done = new();
    private static readonly TimeSpan Failover = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task An_order_to_a_device_whose_node_died_is_carried_out_by_the_node_that_takes_it_over()
    {
        // Of two the one with the lower address stays.
        var ports = new[] { Programs.FreePort(), Programs.FreePort() }.Order().ToArray();
        await using var stays = await ScriptedNode.StartAsync(_ => Done, port: ports[0]);
        await using var dies = await ScriptedNode.StartAsync(_ => Done, stays, ports[1]);
        await using var host = await ClientHost.StartAsync(stays.Seed, output);
        var device = await OneOnAsync(dies, host.Client);

        await dies.KillAsync();
        stays.Received.Clear();
        var reply = await host.Client.TellAsync(new DeviceCommand.Disable(device), Failover);

        Assert.Equal(Done, reply);
        Assert.Single(stays.Received.Distinct());
    }

    [Fact]
    public async Task A_list_is_read_from_another_node_when_one_is_silent()
    {
        var empty = new Contracts.Fleet.FleetReply.Page([], null);
        await using var first = await ScriptedNode.StartAsync(_ => empty);
        await using var silent = await ScriptedNode.StartAsync(_ => null, first);
        await using var host = await ClientHost.StartAsync(first.Seed, output);
        await Limits.UntilAsync(() => host.Link.Present!.Nodes(out _).Count == 2);

        for (var n = 0; n < 2; n++)
            Assert.True((await host.Client.DevicesAsync()).IsGiven);

        Assert.NotEmpty(silent.Received);
    }

    [Fact]
    public async Task A_service_that_was_taken_out_of_the_cluster_joins_anew_and_goes_on()
    {
        await using var node = await ScriptedNode.StartAsync(_ => Done);
        await using var host = await ClientHost.StartAsync(node.Seed, output);
        Assert.Equal(Done, await host.Client.TellAsync(new DeviceCommand.Disable(new DeviceId("gate"))));
        var before = host.Link.Present!;

        node.Cluster.Down(before.Cluster.SelfAddress);
        await before.Ended.WaitAsync(Limits.Patience);

        Assert.Equal(Done, await host.Client.TellAsync(new DeviceCommand.Enable(new DeviceId("gate"))));
        Assert.NotSame(before, host.Link.Present);
    }

    [Fact]
    public async Task A_service_that_ends_leaves_the_cluster_in_order()
    {
        await using var node = await ScriptedNode.StartAsync(_ => Done);
        var host = await ClientHost.StartAsync(node.Seed, output);
        await host.Client.TellAsync(new DeviceCommand.Disable(new DeviceId("gate")));
        Assert.Equal(2, node.Cluster.State.Members.Count);

        await host.DisposeAsync();

        await Limits.UntilAsync(() => node.Cluster.State.Members.Count == 1);
        Assert.Empty(node.Cluster.State.Unreachable);
    }

    [Fact]
    public async Task A_service_that_ends_while_it_joins_anew_leaves_nothing_behind()
    {
        await using var node = await ScriptedNode.StartAsync(_ => Done);
        var host = await ClientHost.StartAsync(node.Seed, output);
        await host.Client.TellAsync(new DeviceCommand.Disable(new DeviceId("gate")));
        var (link, before) = (host.Link, host.Link.Present!);
        node.Cluster.Down(before.Cluster.SelfAddress);
        await before.Ended.WaitAsync(Limits.Patience);

        await host.DisposeAsync();

        Assert.Null(link.Present);
        await Limits.UntilAsync(() => node.Cluster.State.Members.Count == 1);
    }

    [Fact]
    public async Task A_service_holds_no_shard_and_has_no_vote()
    {
        await using var node = await ScriptedNode.StartAsync(_ => Done);
        await using var host = await ClientHost.StartAsync(node.Seed, output);
        await host.Client.TellAsync(new DeviceCommand.Disable(new DeviceId("gate")));

        var self = Assert.Single(node.Cluster.State.Members, member => member.Address.Equals(host.Link.Present!.Cluster.SelfAddress));

        Assert.Equal(["client"], self.Roles);
        Assert.Equal("device", host.Link.Present!.System.Settings.Config.GetString("akka.cluster.split-brain-resolver.keep-majority.role"));
        Assert.Single(await node.RegionsAsync());
    }

    /// <summary>A device that lives on the node.</summary>
    private static async Task<DeviceId> OneOnAsync(ScriptedNode node, IDeviceClusterClient client)
    {
        for (var n = 0; ; n++)
        {
            var device = new DeviceId($"d-{n}");
            Assert.Equal(Done, await client.TellAsync(new DeviceCommand.Disable(device)));
            if (node.Received.Any(message => message is DeviceOrder order && order.Device == device))
                return device;
            Assert.InRange(n, 0, 200);
        }
    }
}

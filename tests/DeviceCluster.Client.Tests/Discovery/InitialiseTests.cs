using DeviceCluster.Client.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Discovery;
using Xunit.Abstractions;

namespace DeviceCluster.Client.Tests.Discovery;

/// <summary>A service gives a new device its first account: ordered once, and what is not known is told as such. The node answers as each test says.</summary>
public sealed class InitialiseTests(ITestOutputHelper output)
{
    private const string Mac = "3c:ef:8c:00:00:01";
    private static readonly Secret Password = new("Kölner-4711");

    [Fact]
    public async Task An_order_says_who_gives_it_and_begins_in_the_first_half_of_its_deadline()
    {
        await using var node = await ScriptedNode.StartAsync(_ => new DiscoveryReply.Initialised());
        await using var host = await ClientHost.StartAsync(node.Seed, output, options => options with { Name = "recorder-7" });
        await host.JoinedAsync();

        var reply = await host.Client.InitialiseAsync(
            Mac, "admin", Password, mail: "gate@example.org", node: node.Seed, deadline: TimeSpan.FromMinutes(2));

        Assert.True(reply.IsGiven, reply.ToString());
        var sent = Assert.IsType<DiscoveryOrder.Initialise>(Assert.Single(node.Received));
        Assert.Equal((Mac, "admin", Password, null, "gate@example.org", null), (sent.Mac, sent.User, sent.Password, sent.Phone, sent.Mail, sent.LocalAddress));
        Assert.Equal(new Origin("recorder-7", host.Link.Present!.Self), sent.By);
        Assert.InRange(sent.BeginBefore!.Left, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task An_order_without_an_answer_is_told_as_unknown_and_never_sent_twice()
    {
        await using var node = await ScriptedNode.StartAsync(_ => null);
        await using var host = await ClientHost.StartAsync(node.Seed, output);
        await host.JoinedAsync();

        var reply = await host.Client.InitialiseAsync(Mac, "admin", Password, deadline: TimeSpan.FromSeconds(2));

        Assert.Equal(
            (RefusalCode.NoAnswer, "the cluster gave no answer within 2 s; whether Initialise was carried out is not known"),
            (reply.Refusal?.Code, reply.Refusal?.Reason));
        Assert.Single(node.Received);
    }

    [Fact]
    public async Task An_order_that_was_not_carried_out_is_sent_again_and_one_of_which_nobody_knows_is_not()
    {
        await using var node = await ScriptedNode.StartAsync(_ => null);
        node.Answer = _ => node.Received.Count < 2
            ? new DiscoveryReply.Refused(RefusalCode.Moving, "too late", "again")
            : new DiscoveryReply.Refused(RefusalCode.NoAnswer, "not known", "look");
        await using var host = await ClientHost.StartAsync(node.Seed, output);

        var reply = await host.Client.InitialiseAsync(Mac, "admin", Password);

        Assert.Equal(new Refusal(RefusalCode.NoAnswer, "not known", "look"), reply.Refusal);
        Assert.Equal(2, node.Received.Count);
    }

    [Fact]
    public async Task What_no_node_would_take_is_refused_and_not_sent()
    {
        await using var node = await ScriptedNode.StartAsync(_ => new DiscoveryReply.Initialised());
        await using var host = await ClientHost.StartAsync(node.Seed, output);

        Assert.Equal("that is no MAC", (await host.Client.InitialiseAsync("gate", "admin", Password)).Refusal?.Reason);
        Assert.Equal("the account's name is empty", (await host.Client.InitialiseAsync(Mac, "", Password)).Refusal?.Reason);
        Assert.Equal("the password has 128 bytes", (await host.Client.InitialiseAsync(Mac, "admin", new Secret(new string('p', 128)))).Refusal?.Reason);
        Assert.Equal("'node-1' is no host and port", (await host.Client.InitialiseAsync(Mac, "admin", Password, node: "node-1")).Refusal?.Reason);
        Assert.Empty(node.Received);
    }
}

using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Client.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Discovery;
using Xunit.Abstractions;

namespace DeviceCluster.Client.Tests.Discovery;

/// <summary>A service asks nodes for the devices of their networks. The nodes answer as each test says.</summary>
public sealed class SearchTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private static readonly DiscoveredDevice Recorder = new(
        "4K01ABC", "10.0.0.7", 37777, 80, "3c:ef:8c:00:00:01", "DHI-NVR4216", "NVR", "4.001", 16, false, "10.0.0.2");

    [Fact]
    public async Task A_search_and_a_probe_go_to_a_node_as_they_are_and_their_answers_come_back_typed()
    {
        await using var node = await ScriptedNode.StartAsync(_ => Found("node-1:4053"));
        await using var host = await ClientHost.StartAsync(node.Seed, output);

        var search = await host.Client.SearchAsync(Short, local: "10.0.0.2", binary: true);
        var probe = await host.Client.ProbeAsync(["10.0.0.7"], Short);

        Assert.Equal(("node-1:4053", Recorder), (search.Value?.Node, Assert.Single(search.Value!.Devices)));
        Assert.Equal(Recorder, Assert.Single(probe.Value!.Devices));
        Assert.Equal(new DiscoveryQuery.Search(Short, "10.0.0.2", Binary: true), node.Received.First());
        var sent = Assert.IsType<DiscoveryQuery.Probe>(node.Received.Last());
        Assert.Equal(("10.0.0.7", Short, null, false), (Assert.Single(sent.Addresses), sent.HowLong, sent.LocalAddress, sent.Binary));
    }

    [Fact]
    public async Task A_search_goes_to_the_node_that_is_named_and_to_no_other()
    {
        await using var first = await ScriptedNode.StartAsync(_ => Found("first"));
        await using var second = await ScriptedNode.StartAsync(_ => Found("second"), first);
        await using var host = await ClientHost.StartAsync(first.Seed, output);
        await Limits.UntilAsync(() => host.Link.Present!.Nodes(out _).Count == 2);

        for (var n = 0; n < 3; n++)
            Assert.Equal("second", (await host.Client.SearchAsync(Short, node: second.Seed)).Value?.Node);

        Assert.Empty(first.Received);
    }

    [Fact]
    public async Task A_node_that_is_not_there_is_told_with_those_that_are()
    {
        await using var node = await ScriptedNode.StartAsync(_ => Found("node"));
        await using var host = await ClientHost.StartAsync(node.Seed, output);
        await host.JoinedAsync();

        var reply = await host.Client.SearchAsync(Short, node: "127.0.0.1:1", deadline: TimeSpan.FromSeconds(1));

        Assert.Equal(RefusalCode.NoAnswer, reply.Refusal?.Code);
        Assert.Contains($"127.0.0.1:1 is none of the nodes that can be reached now: {node.Seed}", reply.Refusal?.Reason, StringComparison.Ordinal);
        Assert.Contains("Search was not sent", reply.Refusal?.Reason, StringComparison.Ordinal);
        Assert.Empty(node.Received);
    }

    [Fact]
    public async Task What_no_node_would_take_is_refused_in_its_words_and_not_sent()
    {
        await using var node = await ScriptedNode.StartAsync(_ => Found("node"));
        await using var host = await ClientHost.StartAsync(node.Seed, output);

        var many = await host.Client.ProbeAsync([.. Enumerable.Repeat("10.0.0.7", 257)], Short);
        var none = await host.Client.ProbeAsync(default, Short);
        var endless = await host.Client.SearchAsync(TimeSpan.FromHours(1));
        var nowhere = await host.Client.SearchAsync(Short, node: "node-1");

        Assert.Equal(
            new Refusal(RefusalCode.Invalid, "257 addresses are too many for one probe", "at most 256, such as a /24 network"), many.Refusal);
        Assert.Equal("there is no address to ask", none.Refusal?.Reason);
        Assert.Equal("a search cannot take 3600 s", endless.Refusal?.Reason);
        Assert.Equal((RefusalCode.Invalid, "'node-1' is no host and port"), (nowhere.Refusal?.Code, nowhere.Refusal?.Reason));
        Assert.Empty(node.Received);
    }

    [Fact]
    public async Task A_deadline_that_is_no_longer_than_the_search_is_a_bug_of_the_caller()
    {
        await using var host = await ClientHost.StartAsync("127.0.0.1:1", output);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.Client.SearchAsync(Short, deadline: Short));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.Client.ProbeAsync(["10.0.0.7"], Short, deadline: TimeSpan.Zero));
    }

    [Fact]
    public async Task A_search_that_is_longer_than_the_usual_deadline_is_given_its_time()
    {
        await using var node = await ScriptedNode.StartAsync(_ => Found("node"));
        await using var host = await ClientHost.StartAsync(node.Seed, output, options => options with { Deadline = TimeSpan.FromSeconds(10) });

        Assert.True((await host.Client.SearchAsync(TimeSpan.FromSeconds(20))).IsGiven);
    }

    [Fact]
    public async Task A_search_whose_node_dies_is_made_by_another_within_the_deadline()
    {
        await using var one = await ScriptedNode.StartAsync(_ => null);
        await using var two = await ScriptedNode.StartAsync(_ => null, one);
        var asked = 0;
        Func<object, object?> By(ScriptedNode node) => _ =>
        {
            if (Interlocked.Increment(ref asked) > 1)
                return Found(node.Seed);
            _ = node.KillAsync();
            return null;
        };
        (one.Answer, two.Answer) = (By(one), By(two));
        await using var host = await ClientHost.StartAsync(one.Seed, output);
        await Limits.UntilAsync(() => host.Link.Present!.Nodes(out _).Count == 2);

        var found = await host.Client.SearchAsync(Short, deadline: TimeSpan.FromMinutes(1));

        Assert.True(found.IsGiven, found.ToString());
        var alive = Assert.Single(new[] { one, two }, node => node.Seed == found.Value.Node);
        Assert.NotEmpty(alive.Received);
        Assert.Single((alive == one ? two : one).Received);
    }

    [Fact]
    public async Task A_node_that_ends_is_passed_over_and_one_that_is_busy_is_told()
    {
        await using var node = await ScriptedNode.StartAsync(_ => null);
        node.Answer = _ => node.Received.Count < 2
            ? new DiscoveryReply.Refused(RefusalCode.Moving, "this node ends", "ask another")
            : new DiscoveryReply.Refused(RefusalCode.Busy, "4 searches", "ask again");
        await using var host = await ClientHost.StartAsync(node.Seed, output);

        var reply = await host.Client.SearchAsync(Short);

        Assert.Equal(new Refusal(RefusalCode.Busy, "4 searches", "ask again"), reply.Refusal);
        Assert.Equal(2, node.Received.Count);
    }

    private static DiscoveryReply.Found Found(string node) => new(node, [Recorder], 0);
}

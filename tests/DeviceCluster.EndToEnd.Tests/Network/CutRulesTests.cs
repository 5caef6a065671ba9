using System.Net;
using DeviceCluster.Testing.Network;

namespace DeviceCluster.EndToEnd.Tests.Network;

public class CutRulesTests
{
    [Fact]
    public void Without_a_cut_nothing_is_dropped()
    {
        Assert.DoesNotContain("drop", CutRules.For([]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Traffic.Akka, Direction.Both, 2, 2)]
    [InlineData(Traffic.Akka, Direction.In, 2, 0)]
    [InlineData(Traffic.Database, Direction.Out, 0, 2)]
    [InlineData(Traffic.Devices, Direction.Both, 4, 4)]
    public void A_cut_drops_what_comes_and_what_goes_as_it_says(Traffic traffic, Direction direction, int arriving, int leaving)
    {
        var chains = CutRules.For([new Cut(traffic, direction)]).Split("chain leaving");

        Assert.Equal((arriving, leaving), (Drops(chains[0]), Drops(chains[1])));
    }

    [Fact]
    public void A_cut_from_one_peer_names_it_as_sender_or_receiver()
    {
        var rules = CutRules.For([new Cut(Traffic.Akka, Peer: new IPAddress([10, 77, 0, 2]))]);

        Assert.Contains("ip saddr 10.77.0.2 tcp dport { 4053 } drop", rules, StringComparison.Ordinal);
        Assert.Contains("ip daddr 10.77.0.2 tcp sport { 4053 } drop", rules, StringComparison.Ordinal);
    }

    private static int Drops(string chain) => chain.Split(" drop").Length - 1;
}

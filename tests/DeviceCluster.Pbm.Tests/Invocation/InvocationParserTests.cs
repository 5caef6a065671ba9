using DeviceCluster.Pbm.Invocation;

namespace DeviceCluster.Pbm.Tests.Invocation;

public class InvocationParserTests
{
    [Fact]
    public void Words_keep_their_order_and_their_single_dashes_wherever_own_switches_stand()
    {
        var parsed = Parse("10.0.0.9:9111", "discovery", "search", "-seconds", "2", "--output", "json", "-h", "-x=1");

        Assert.Equal(["discovery", "search", "-seconds", "2", "-h", "-x=1"], parsed.Words.ToArray());
        Assert.Equal((new NodeAddress("10.0.0.9", 9111, Tls: false), OutputForm.Json), (parsed.Node, parsed.Output));
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", 9110, false)]
    [InlineData("localhost", "localhost", 9110, false)]
    [InlineData("[::1]:80", "::1", 80, false)]
    [InlineData("::1", null, 0, false)]
    [InlineData("https://node.example", "node.example", 9110, true)]
    [InlineData("https://node.example:443/", "node.example", 443, true)]
    [InlineData("node.example:70000", null, 0, false)]
    [InlineData("ftp://node.example", null, 0, false)]
    [InlineData("http://a:b@node.example", null, 0, false)]
    public void The_first_word_is_the_node_when_it_looks_like_an_address(string word, string? host, int port, bool tls)
    {
        if (host is null)
            Assert.Equal(ExitCode.Usage, Assert.Throws<PbmException>(() => Parse(word, "device", "list")).Exit);
        else
            Assert.Equal(new NodeAddress(host, port, tls), Parse(word, "device", "list").Node);
    }

    [Fact]
    public void Without_an_address_the_node_is_the_one_of_the_environment_or_this_machine()
    {
        Assert.Equal(NodeAddress.Default, Parse("device", "list").Node);
        Assert.Equal(7, new InvocationParser().Parse(["device"], name => name == "PBM_NODE" ? "localhost:7" : null).Node.Port);
    }

    [Theory]
    [InlineData("--output", "xml")]
    [InlineData("--timeout", "0")]
    [InlineData("--timeout", "soon")]
    [InlineData("device", "list", "--output")]
    public void A_wrong_switch_of_pbm_is_wrong_usage(params string[] words)
    {
        Assert.Equal(ExitCode.Usage, Assert.Throws<PbmException>(() => Parse(words)).Exit);
    }

    [Fact]
    public void A_word_that_begins_with_an_at_sign_is_not_a_file_to_read()
    {
        Assert.Equal(["device", "add", "@gate"], Parse("device", "add", "@gate").Words.ToArray());
    }

    private static PbmInvocation Parse(params string[] words) => new InvocationParser().Parse(words, _ => null);
}

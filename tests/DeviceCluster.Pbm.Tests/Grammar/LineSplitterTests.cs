using DeviceCluster.Pbm.Grammar;

namespace DeviceCluster.Pbm.Tests.Grammar;

public class LineSplitterTests
{
    [Theory]
    [InlineData("device list", "device", "list")]
    [InlineData("  a   b\t", "a", "b")]
    [InlineData("", new string[0])]
    [InlineData("a \"b c\" 'd \"e'", "a", "b c", "d \"e")]
    [InlineData("a\\ b 'c\\d'", "a b", "c\\d")]
    [InlineData("-x \"\"", "-x", "")]
    public void Words_are_split_as_a_shell_does(string line, params string[] words)
    {
        Assert.Equal(words, LineSplitter.Split(line));
    }

    [Fact]
    public void An_open_quote_is_refused()
    {
        var e = Assert.Throws<PbmException>(() => LineSplitter.Split("a 'b"));

        Assert.Equal("the quote ' is not closed", e.Message);
    }
}

using DeviceCluster.Pbm.Output;

namespace DeviceCluster.Pbm.Tests.Output;

public class EscapedTests
{
    [Theory]
    [InlineData("plain [text] \u4e2d\u6587 \U0001F600", "plain [text] \u4e2d\u6587 \U0001F600")]
    [InlineData("\u001b[31mred", "\\u001B[31mred")]
    [InlineData("a\r\nb\tc", "a\\u000D\\u000Ab\\u0009c")]
    [InlineData("\u202Eevil\u2066", "\\u202Eevil\\u2066")]
    [InlineData("\u009b2J\u200b\ufeff", "\\u009B2J\\u200B\\uFEFF")]
    [InlineData("\u2028\u2029", "\\u2028\\u2029")]
    [InlineData("\U000E0041", "\\U000E0041")]
    public void What_could_move_hide_or_reorder_is_shown_as_its_code(string text, string shown)
    {
        Assert.Equal(shown, Escaped.Text(text));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_shown_as_its_code()
    {
        Assert.Equal("a\\uD800b", Escaped.Text("a" + (char)0xD800 + "b"));
    }
}

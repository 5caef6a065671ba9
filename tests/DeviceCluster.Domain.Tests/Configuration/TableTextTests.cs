using DeviceCluster.Domain.Configuration;

namespace DeviceCluster.Domain.Tests.Configuration;

/// <summary>What cannot be a table is refused before a device is asked.</summary>
public class TableTextTests
{
    [Theory]
    [InlineData("{\"Name\": \"yard\"}")]
    [InlineData("[{\"Name\": \"yard\"}]")]
    public void An_object_and_a_list_are_tables(string json)
    {
        Assert.NotNull(TableText.Parse(json, out var why));
        Assert.Equal("", why);
    }

    [Theory]
    [InlineData("5", "a table is a JSON object or a list, and neither is given")]
    [InlineData("\"yard\"", "a table is a JSON object or a list, and neither is given")]
    [InlineData("null", "a table is a JSON object or a list, and neither is given")]
    [InlineData("{\"Name\": }", "it is no JSON (line 1, byte 10)")]
    [InlineData("", "it is no JSON (line 1, byte 1)")]
    public void Anything_else_is_told_what_it_is(string json, string expected)
    {
        Assert.Null(TableText.Parse(json, out var why));
        Assert.Equal(expected, why);
    }

    [Fact]
    public void Two_members_of_one_name_are_refused() => Assert.Null(TableText.Parse("{\"Port\": 1, \"Port\": 2}", out _));

    [Fact]
    public void What_is_nested_too_deep_is_refused() =>
        Assert.Null(TableText.Parse(new string('[', 40) + new string(']', 40), out _));

    [Fact]
    public void A_text_beyond_the_limit_is_refused_with_both_numbers()
    {
        Assert.Null(TableText.Parse($"{{\"Name\": \"{new string('x', 70_000)}\"}}", out var why));
        Assert.Equal("the table has 70,012 bytes; 65,536 are allowed", why);
    }

    [Theory]
    [InlineData("General", true)]
    [InlineData("Encode[0].MainFormat", true)]
    [InlineData("", false)]
    [InlineData("two words", false)]
    [InlineData("zero\0", false)]
    [InlineData("größe", false)]
    public void A_name_is_short_printable_and_without_space(string name, bool isName) => Assert.Equal(isName, TableText.IsName(name));

    [Fact]
    public void A_name_in_other_letters_is_told_what_was_meant() =>
        Assert.Equal("large and small letters count: ask for ChannelTitle", TableNames.Instead("channeltitle"));
}

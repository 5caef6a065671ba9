using System.Text.Json.Nodes;
using DeviceCluster.Domain.Configuration;

namespace DeviceCluster.Domain.Tests.Configuration;

/// <summary>What is wanted is laid over what is there.</summary>
public class TableMergeTests
{
    [Theory]
    [InlineData("{\"A\":1,\"B\":{\"C\":2,\"D\":3}}", "{\"B\":{\"C\":9}}", "{\"A\":1,\"B\":{\"C\":9,\"D\":3}}")]
    [InlineData("{\"A\":1}", "{}", "{\"A\":1}")]
    [InlineData("{\"A\":1}", "{\"New\":[1]}", "{\"A\":1,\"New\":[1]}")]
    [InlineData("{\"On\":true}", "{\"On\":false}", "{\"On\":false}")]
    [InlineData("{\"A\":null}", "{\"A\":\"x\"}", "{\"A\":\"x\"}")]
    [InlineData("[{\"N\":1},{\"N\":2}]", "[{},{\"N\":9}]", "[{\"N\":1},{\"N\":9}]")]
    [InlineData("{\"L\":[1,2]}", "{\"L\":[3]}", "{\"L\":[3]}")]
    [InlineData("[]", "[1]", "[1]")]
    public void What_is_not_given_stays(string now, string wanted, string whole) => Assert.Equal(whole, Merge(now, wanted)!.ToJsonString());

    [Theory]
    [InlineData("[{}]", "{}", "the table is a list with one entry for each channel, and one object is given: say for which channel it is")]
    [InlineData("{}", "[]", "the table is one object, and a list is given")]
    [InlineData("[1,2]", "[1]", "the table is a list of 2 entries, and 1 are given")]
    [InlineData("{\"A\":{\"Port\":1}}", "{\"A\":{\"Port\":\"1\"}}", "A.Port is a number, and a text is given")]
    [InlineData("{\"L\":[{\"On\":true}]}", "{\"L\":[{\"On\":0}]}", "L[0].On is true or false, and a number is given")]
    [InlineData("{\"A\":{}}", "{\"A\":null}", "A is an object, and null is given")]
    [InlineData("{\"A\":[]}", "{\"A\":{}}", "A is a list, and an object is given")]
    public void What_does_not_fit_is_told_by_its_path(string now, string wanted, string expected)
    {
        Assert.Null(TableMerge.Merge(JsonNode.Parse(now)!, JsonNode.Parse(wanted)!, out var why));
        Assert.Equal(expected, why);
    }

    [Theory]
    [InlineData("{\"User\":\"a\",\"Password\":\"secret\"}", "{\"User\":\"b\",\"Password\":\"***\"}", "{\"User\":\"b\",\"Password\":\"secret\"}")]
    [InlineData("{\"Password\":\"secret\"}", "{\"Password\":\"new\"}", "{\"Password\":\"new\"}")]
    [InlineData("{\"Passwords\":[\"one\",\"two\"]}", "{\"Passwords\":[\"***\",\"new\"]}", "{\"Passwords\":[\"one\",\"new\"]}")]
    [InlineData("{\"Title\":\"gate\"}", "{\"Title\":\"***\"}", "{\"Title\":\"***\"}")]
    public void A_masked_password_that_comes_back_stays(string now, string wanted, string whole) =>
        Assert.Equal(whole, Merge(now, wanted)!.ToJsonString());

    [Theory]
    [InlineData("{}", "{\"Password\":\"***\"}", "Password")]
    [InlineData("{\"Users\":[{\"Pwd\":\"x\"}]}", "{\"Users\":[{\"Pwd\":\"x\"},{\"Pwd\":\"***\"}]}", "Users")]
    public void A_mask_where_there_is_no_password_is_refused(string now, string wanted, string path)
    {
        Assert.Null(TableMerge.Merge(JsonNode.Parse(now)!, JsonNode.Parse(wanted)!, out var why));
        Assert.StartsWith($"{path} has ***", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_of_both_is_changed()
    {
        var (now, wanted) = (JsonNode.Parse("{\"A\":{\"B\":1}}")!, JsonNode.Parse("{\"A\":{\"B\":2}}")!);

        TableMerge.Merge(now, wanted, out _);

        Assert.Equal(("{\"A\":{\"B\":1}}", "{\"A\":{\"B\":2}}"), (now.ToJsonString(), wanted.ToJsonString()));
    }

    private static JsonNode? Merge(string now, string wanted)
    {
        var whole = TableMerge.Merge(JsonNode.Parse(now)!, JsonNode.Parse(wanted)!, out var why);
        Assert.Equal("", why);
        return whole;
    }
}

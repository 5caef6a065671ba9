using System.Text.Json.Nodes;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Domain.Configuration;

namespace DeviceCluster.Domain.Tests.Configuration;

/// <summary>How tables differ, and what of them is never told.</summary>
public class TableDifferencesTests
{
    [Fact]
    public void Tables_that_are_the_same_do_not_differ() =>
        Assert.Empty(TableDifferences.Between(JsonNode.Parse("{\"A\":[1,{\"B\":1.0}]}"), JsonNode.Parse("{\"A\":[1,{\"B\":1}]}")));

    [Theory]
    [InlineData("{\"Address\":\"a\"}", "{\"Address\":\"b\"}", "Address", "\"a\"", "\"b\"")]
    [InlineData("{\"Mode\":[{\"M\":1}]}", "{\"Mode\":[{\"M\":2}]}", "Mode[0].M", "1", "2")]
    [InlineData("[1]", "[1,{\"B\":true}]", "[1]", null, "{\"B\":true}")]
    [InlineData("{\"A\":1,\"B\":null}", "{\"A\":1}", "B", "null", null)]
    [InlineData("{\"A\":{}}", "{\"A\":[]}", "A", "{}", "[]")]
    public void Each_value_is_told_by_its_path(string before, string after, string path, string? was, string? becomes) =>
        Assert.Equal([new ConfigurationDifference(path, was, becomes)], TableDifferences.Between(JsonNode.Parse(before), JsonNode.Parse(after)).AsEnumerable());

    [Fact]
    public void A_changed_password_is_told_without_either() => Assert.Equal(
        [new ConfigurationDifference("Mail.Password", "\"***\"", "\"***\"")],
        TableDifferences.Between(JsonNode.Parse("{\"Mail\":{\"Password\":\"old\"}}"), JsonNode.Parse("{\"Mail\":{\"Password\":\"new\"}}")).AsEnumerable());

    [Theory]
    [InlineData("{\"A\":1}", "{\"A\":1,\"B\":2}")]
    [InlineData("{\"Password\":\"***\"}", "{\"Password\":\"kept\"}")]
    [InlineData("{\"Password\":\"new\"}", "{\"Password\":\"******\"}")]
    public void What_is_there_or_cannot_be_seen_counts_as_kept(string wanted, string after) =>
        Assert.Empty(TableDifferences.NotKept(JsonNode.Parse(wanted), JsonNode.Parse(after)));

    [Theory]
    [InlineData("{\"FPS\":60}", "{\"FPS\":25}", "FPS", "60", "25")]
    [InlineData("{\"New\":1}", "{}", "New", "1", null)]
    [InlineData("{\"L\":[1]}", "{\"L\":[1,2]}", "L", "[1]", "[1,2]")]
    [InlineData("{\"Password\":\"new\"}", "{\"Password\":\"old\"}", "Password", "\"***\"", "\"***\"")]
    public void What_the_device_did_not_keep_is_told(string wanted, string after, string path, string given, string? found) =>
        Assert.Equal([new ConfigurationDifference(path, given, found)], TableDifferences.NotKept(JsonNode.Parse(wanted), JsonNode.Parse(after)).AsEnumerable());

    [Theory]
    [InlineData("{\"UserName\":\"a\",\"Password\":\"b\"}", "{\"UserName\":\"a\",\"Password\":\"***\"}")]
    [InlineData("{\"WLan\":{\"WPAPskKey\":\"b\",\"SSID\":\"c\"}}", "{\"WLan\":{\"WPAPskKey\":\"***\",\"SSID\":\"c\"}}")]
    [InlineData("{\"Passwords\":[\"a\",{\"x\":\"b\"}]}", "{\"Passwords\":[\"***\",{\"x\":\"***\"}]}")]
    [InlineData("{\"Password\":\"\",\"PasswordSet\":true,\"Pwd\":1234}", "{\"Password\":\"\",\"PasswordSet\":true,\"Pwd\":\"***\"}")]
    [InlineData("{\"RandomPassword\":null}", "{\"RandomPassword\":null}")]
    public void Passwords_are_hidden_wherever_they_stand(string table, string hidden) =>
        Assert.Equal(hidden, TableSecrets.Hide(JsonNode.Parse(table))!.ToJsonString());
}

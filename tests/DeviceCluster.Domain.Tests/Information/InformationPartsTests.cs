using System.Text.Json;
using DeviceCluster.Domain.Information;

namespace DeviceCluster.Domain.Tests.Information;

/// <summary>What is found in a device's answers, and what is not taken for it.</summary>
public class InformationPartsTests
{
    [Fact]
    public void Texts_are_found_where_devices_put_them()
    {
        var version = Json("""{"params":{"version":{"Version":"4.001","BuildDate":"2025-06-01"}}}""");

        Assert.Equal(("4.001", "2025-06-01"), (InformationParts.Version(version), InformationParts.BuildDate(version)));
        Assert.Equal("4.001", InformationParts.Version(Json("""{"params":{"version":"4.001"}}""")));
        Assert.Equal("NVR5216", InformationParts.Type(Json("""{"params":{"type":"NVR5216"}}""")));
        Assert.Equal("yard", InformationParts.MachineName(Json("""{"params":{"name":"yard"}}""")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("{\"params\":null}")]
    [InlineData("{\"params\":{\"type\":{}}}")]
    [InlineData("{\"params\":{\"type\":\"\"}}")]
    public void What_is_not_there_is_null(string answer) => Assert.Null(InformationParts.Type(Json(answer)));

    [Fact]
    public void Long_text_is_cut_and_no_character_in_halves()
    {
        Assert.Equal(new string('x', 256), InformationParts.Type(Json($$$"""{"params":{"type":"{{{new string('x', 300)}}}"}}""")));
        Assert.Equal(new string('x', 255), InformationParts.Type(Json($$$"""{"params":{"type":"{{{new string('x', 255)}}}😀"}}""")));
    }

    [Theory]
    [InlineData("[{\"Name\":\"a\"},{\"Name\":\"b\"}]", "a,b,-")]
    [InlineData("[{\"Name\":\"a\"},{},{\"Name\":3},{\"Name\":\"more\"}]", "a,-,3")]
    [InlineData("{\"Name\":\"a\"}", "-,-,-")]
    public void There_are_as_many_titles_as_channels(string table, string titles) =>
        Assert.Equal(titles, string.Join(',', InformationParts.Titles(Json(table), 3).Select(title => title ?? "-")));

    [Theory]
    [InlineData("{\"Port\":554}", 554)]
    [InlineData("{\"Port\":0}", null)]
    [InlineData("{\"Port\":65536}", null)]
    [InlineData("{\"Port\":\"554\"}", null)]
    [InlineData("[]", null)]
    public void A_port_is_a_number_that_a_port_can_be(string table, int? port) => Assert.Equal(port, InformationParts.Port(Json(table)));

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}

using System.Text.Json;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Sdk.Configuration;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Asking;

/// <summary>Tables with passwords, and devices that keep what they like.</summary>
public sealed class ScriptedTableTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    private JsonElement _table = Json("""{"Enable":true,"UserName":"mail","Password":"mail-secret"}""");

    [Fact]
    public async Task Passwords_are_never_told_and_what_is_told_can_be_written_back()
    {
        var written = new List<string>();
        Library.Answers.Table = (_, _) => _table;
        Library.Answers.WriteTable = table => Keep(table, written);
        await using var node = await OnlineAsync();

        var read = await node.Devices.AskAsync(new ConfigurationQuery.Read(Gate, "Email", null), new Origin("operator", "console"), CancellationToken.None);
        var same = await WriteAsync(node, read.Json);
        var other = await WriteAsync(node, """{"UserName":"post","Password":"other-secret"}""");

        Assert.Equal("""{"Enable":true,"UserName":"mail","Password":"***"}""", read.Json);
        Assert.Equal("""{"Enable":true,"UserName":"mail","Password":"mail-secret"}""", written[0]);
        Assert.Equal((0, 0), (same.Changed.Length, same.NotKept.Length));
        Assert.Equal(
            [new ConfigurationDifference("UserName", "\"mail\"", "\"post\""), new ConfigurationDifference("Password", "\"***\"", "\"***\"")],
            other.Changed.AsEnumerable());
        Assert.DoesNotContain("secret", $"{read} {same} {other}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_device_did_not_keep_is_told()
    {
        Library.Answers.Table = (_, _) => _table;
        Library.Answers.WriteTable = _ => new TableWritten(NeedsRestart: false);
        await using var node = await OnlineAsync();

        var written = await WriteAsync(node, """{"UserName":"post"}""");

        Assert.Equal([new ConfigurationDifference("UserName", "\"post\"", "\"mail\"")], written.NotKept.AsEnumerable());
        Assert.Empty(written.Changed);
    }

    [Fact]
    public async Task A_table_that_was_taken_and_cannot_be_read_back_is_of_unknown_outcome()
    {
        var reads = 0;
        Library.Answers.Table = (_, _) => ++reads == 1 ? _table : throw new InvalidOperationException("gone");
        Library.Answers.WriteTable = _ => new TableWritten(NeedsRestart: false);
        await using var node = await OnlineAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => WriteAsync(node, """{"UserName":"post"}"""));

        Assert.Equal(RefusalCode.NoAnswer, refused.Refusal.Code);
        Assert.Contains("the device took the table Email", refused.Refusal.Reason, StringComparison.Ordinal);
    }

    private TableWritten Keep(ConfigTable table, List<string> written)
    {
        written.Add(table.Table.GetRawText());
        _table = table.Table;
        return new TableWritten(NeedsRestart: false);
    }

    private static Task<ConfigurationWritten> WriteAsync(TestNode node, string json) => node.Devices.AskAsync(
        new ConfigurationOrder.Write(Gate, "Email", null, json), new Origin("operator", "console"), CancellationToken.None);

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}

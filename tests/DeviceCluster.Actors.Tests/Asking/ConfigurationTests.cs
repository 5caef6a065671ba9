using System.Text.Json;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Configuration;
using DeviceCluster.Contracts.Devices;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Asking;

/// <summary>Configuration tables, read and written on a device.</summary>
public sealed class ConfigurationTests(NativeLibrary native, ITestOutputHelper output) : AskingTest(native, output)
{
    [Fact]
    public async Task A_table_is_read_whole_and_of_one_channel()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        var all = await AskAsync(node, new ConfigurationQuery.Read(Gate, "ChannelTitle", null));
        var second = await AskAsync(node, new ConfigurationQuery.Read(Gate, "ChannelTitle", 2));

        Assert.Equal("""[{"Name":"CAM 1"},{"Name":"CAM 2"},{"Name":"CAM 3"},{"Name":"CAM 4"}]""", all.Json);
        Assert.Equal(("""{"Name":"CAM 2"}""", (int?)2), (second.Json, second.Channel));
    }

    [Fact]
    public async Task A_written_member_leaves_the_others_and_is_told_with_what_was_before()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        var written = await WriteAsync(node, "General", """{"MachineName":"yard"}""");

        Assert.Equal([new ConfigurationDifference("MachineName", "\"NVR-1\"", "\"yard\"")], written.Changed.AsEnumerable());
        Assert.Equal((0, false), (written.NotKept.Length, written.NeedsRestart));
        var after = JsonSerializer.Deserialize<JsonElement>((await AskAsync(node, new ConfigurationQuery.Read(Gate, "General", null))).Json);
        Assert.Equal(("yard", 1), (after.GetProperty("MachineName").GetString(), after.GetProperty("LocalNo").GetInt32()));
    }

    [Fact]
    public async Task One_channel_is_written_without_the_others()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        var written = await WriteAsync(node, "ChannelTitle", """{"Name":"gate"}""", channel: 3);

        Assert.Equal([new ConfigurationDifference("Name", "\"CAM 3\"", "\"gate\"")], written.Changed.AsEnumerable());
        Assert.Equal(
            """[{"Name":"CAM 1"},{"Name":"CAM 2"},{"Name":"gate"},{"Name":"CAM 4"}]""",
            (await AskAsync(node, new ConfigurationQuery.Read(Gate, "ChannelTitle", null))).Json);
    }

    [Fact]
    public async Task What_comes_into_force_after_a_restart_says_so()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        Assert.True((await WriteAsync(node, "RTSP", """{"Port":1554}""")).NeedsRestart);
    }

    [Fact]
    public async Task A_table_that_the_device_has_not_is_told_as_such_with_those_it_may_have()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        var unknown = await RefusedAsync(node, new ConfigurationQuery.Read(Gate, "NoSuchTable", null));
        var small = await RefusedAsync(node, new ConfigurationQuery.Read(Gate, "general", null));

        Assert.Equal(
            (RefusalCode.DeviceRefused, "the device has no table NoSuchTable (NET_ILLEGAL_PARAM)"), (unknown.Code, unknown.Reason));
        Assert.Contains("ChannelTitle, Encode, General", unknown.Remedy, StringComparison.Ordinal);
        Assert.Equal("large and small letters count: ask for General", small.Remedy);
    }

    [Theory]
    [InlineData("General", "5")]
    [InlineData("General", "{\"MachineName\":")]
    [InlineData("two words", "{}")]
    [InlineData("", "{}")]
    public async Task What_is_no_table_is_refused_before_anything_is_sent(string table, string json)
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        var refused = await RefusedAsync(node, new ConfigurationOrder.Write(Gate, table, null, json));

        Assert.Equal(RefusalCode.Invalid, refused.Code);
        Assert.DoesNotContain(fleet.Devices[0].Facts.Calls.Keys, call => call.StartsWith("configManager", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("General", "[]", "the table is one object, and a list is given")]
    [InlineData("General", "{\"LocalNo\":\"1\"}", "LocalNo is a number, and a text is given")]
    [InlineData("ChannelTitle", "{\"Name\":\"x\"}", "say for which channel it is")]
    public async Task What_has_another_shape_than_the_table_is_refused_and_never_written(string table, string json, string words)
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        var refused = await RefusedAsync(node, new ConfigurationOrder.Write(Gate, table, null, json));

        Assert.Equal(RefusalCode.Invalid, refused.Code);
        Assert.Contains(words, refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("configManager.setConfig", fleet.Devices[0].Facts.Calls.Keys);
    }

    [Fact]
    public async Task A_member_that_the_device_does_not_take_is_refused_and_nothing_is_changed()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        var before = await AskAsync(node, new ConfigurationQuery.Read(Gate, "General", null));

        var refused = await RefusedAsync(node, new ConfigurationOrder.Write(Gate, "General", null, """{"Colour":"red","MachineName":"x"}"""));

        Assert.Equal(
            (RefusalCode.DeviceRefused, "the device did not take the table General (NET_ILLEGAL_PARAM); nothing was changed"),
            (refused.Code, refused.Reason));
        Assert.Equal(before, await AskAsync(node, new ConfigurationQuery.Read(Gate, "General", null)));
    }

    [Fact]
    public async Task A_table_that_is_too_long_to_be_told_is_refused_in_words_and_can_be_had_by_channel()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        var name = new string('x', 30_000);
        for (var channel = 1; channel <= 3; channel++)
            await WriteAsync(node, "ChannelTitle", $$"""{"Name":"{{name}}"}""", channel);

        var refused = await RefusedAsync(node, new ConfigurationQuery.Read(Gate, "ChannelTitle", null));

        Assert.Equal(RefusalCode.DeviceRefused, refused.Code);
        Assert.Contains("bytes; 65,536 can be told or written", refused.Reason, StringComparison.Ordinal);
        Assert.Equal($$"""{"Name":"{{name}}"}""", (await AskAsync(node, new ConfigurationQuery.Read(Gate, "ChannelTitle", 1))).Json);
    }

    [Fact]
    public async Task A_channel_that_the_device_has_not_is_refused_in_both_countings()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        var refused = await RefusedAsync(node, new ConfigurationQuery.Read(Gate, "ChannelTitle", 9));

        Assert.Equal(
            (RefusalCode.Invalid, "the device has no channel 9: people count 1 to 4, the SDK 0 to 3"), (refused.Code, refused.Reason));
    }
}

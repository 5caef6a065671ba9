using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Devices;

/// <summary>A name and tags go the whole way: order, journal, report, list; the session does not notice.</summary>
public sealed class NameAndTagTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    [Fact]
    public async Task A_name_and_tags_are_told_listed_and_still_there_after_a_restart()
    {
        await using (var node = await OnlineAsync())
        {
            await OrderAsync(node, new DeviceCommand.Rename(Gate, "Tor im Hof"));
            await OrderAsync(node, Tag("site", "north"));
            await OrderAsync(node, Tag("floor", "2") with { Unset = ["duty"] });

            Assert.Equal(["renamed", "tags changed", "tags changed"], (await StoryAsync(node))[^3..]);
            Assert.Single(Library.Requests);
        }

        await using var next = await StartAsync();
        var report = await next.Devices.ReportAsync(Gate, CancellationToken.None);
        await Limits.UntilAsync(async () => await next.Parts.Storage.ReadSide.DevicesAsync(CancellationToken.None)
            is [{ Name: "Tor im Hof", Tags: { Count: 2 } listed }] && listed["site"] == "north");

        Assert.Equal("Tor im Hof", report.Name);
        Assert.Equal(["floor=2", "site=north"], report.Tags.Select(tag => $"{tag.Key}={tag.Value}"));
    }

    [Fact]
    public async Task An_order_to_tag_that_is_sent_again_under_its_key_changes_nothing_more()
    {
        await using var node = await OnlineAsync();
        var order = new DeviceOrder(OrderKey.New(), Tag("site", "north"));
        await node.Devices.TellAsync(order, CancellationToken.None);
        await OrderAsync(node, Tag("site", "south"));

        var again = await node.Devices.TellAsync(order with { Command = Tag("site", "north") }, CancellationToken.None);

        Assert.IsType<DeviceReply.Done>(again);
        Assert.Equal("south", (await node.Devices.ReportAsync(Gate, CancellationToken.None)).Tags["site"]);
    }

    private static DeviceCommand.Tag Tag(string key, string value) => new(Gate, DeviceTags.Of([KeyValuePair.Create(key, value)]), []);

    private static async Task OrderAsync(TestNode node, DeviceCommand command) =>
        Assert.IsType<DeviceReply.Done>(await node.Devices.TellAsync(command, CancellationToken.None));
}

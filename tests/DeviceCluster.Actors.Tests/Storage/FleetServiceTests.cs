using Akka.Actor;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Fleet;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>Whoever asks a node for the devices gets all, page by page, or is told why not.</summary>
public sealed class FleetServiceTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    [Fact]
    public async Task All_devices_come_page_by_page_with_their_phases()
    {
        await using var node = await StartAsync();
        for (var n = 0; n < 7; n++)
            Assert.IsType<DeviceReply.Done>(await node.Devices.TellAsync(Enrol($"nvr-{n}"), CancellationToken.None));
        await Limits.UntilAsync(async () => (await PagesAsync(node, limit: 200))[0].Devices.Count(d => d.Phase == SessionPhase.Online) == 7);

        var pages = await PagesAsync(node, limit: 3);

        Assert.Equal([3, 3, 1], pages.Select(page => page.Devices.Length));
        Assert.Equal(Enumerable.Range(0, 7).Select(n => $"nvr-{n}"), pages.SelectMany(page => page.Devices).Select(device => device.Device.Value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(201)]
    public async Task A_page_that_cannot_be_had_is_refused_with_what_can(int limit)
    {
        await using var node = await StartAsync();

        var refused = Assert.IsType<FleetReply.Refused>(await AskAsync(node, new FleetQuery.List(null, limit)));

        Assert.Equal(RefusalCode.Invalid, refused.Code);
        Assert.Contains("1 to 200", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_cannot_be_read_is_told()
    {
        await using var node = await StartAsync();
        using var readSide = new SqliteConnection($"Data Source={Path.Combine(Data, NodeStorage.ReadSideFile)};Pooling=False");
        readSide.Open();
        using var rename = readSide.CreateCommand();
        rename.CommandText = "ALTER TABLE devices RENAME TO gone";
        rename.ExecuteNonQuery();

        var refused = Assert.IsType<FleetReply.Refused>(await AskAsync(node, new FleetQuery.List(null)));

        Assert.Equal(RefusalCode.StorageUnavailable, refused.Code);
    }

    private static DeviceCommand.Enrol Enrol(string device) =>
        new(new DeviceId(device), new DeviceAddress("10.0.0.7"), "admin", new Secret("secret"), Serial: null);

    private static async Task<List<FleetReply.Page>> PagesAsync(TestNode node, int limit)
    {
        var pages = new List<FleetReply.Page>();
        do
            pages.Add(Assert.IsType<FleetReply.Page>(await AskAsync(node, new FleetQuery.List(pages.LastOrDefault()?.Next, limit))));
        while (pages[^1].Next is not null);
        return pages;
    }

    private static Task<FleetReply> AskAsync(TestNode node, FleetQuery question) =>
        node.System.ActorSelection("/user/fleet").Ask<FleetReply>(question, Limits.Patience);
}

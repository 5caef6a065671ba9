using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Fleet;
using DeviceCluster.Contracts.Mapping;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>Pages are small enough for the road between nodes, whatever the rows hold, and together they hold every device once.</summary>
public sealed class FleetPagesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_page_that_holds_all_is_the_last()
    {
        var page = FleetPages.Of(Rows(3), limit: 3);

        Assert.Equal(["d-000", "d-001", "d-002"], page.Devices.Select(device => device.Device.Value));
        Assert.Null(page.Next);
    }

    [Fact]
    public void One_row_more_than_asked_for_tells_that_there_are_more()
    {
        var page = FleetPages.Of(Rows(4), limit: 3);

        Assert.Equal(3, page.Devices.Length);
        Assert.Equal(new DeviceId("d-002"), page.Next);
    }

    [Fact]
    public void No_devices_make_an_empty_last_page()
    {
        var page = FleetPages.Of([], limit: 3);

        Assert.Empty(page.Devices);
        Assert.Null(page.Next);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(253)]
    public void A_page_of_200_stays_below_64_KB_whatever_its_texts_are(int hostLength)
    {
        var rows = Rows(201, host: new string('h', hostLength), text: new string('ä', 1000), node: new string('n', 300));

        var page = FleetPages.Of(rows, FleetQuery.List.MaxLimit);

        Assert.InRange(WireTypes.Find(typeof(FleetReply.Page))!.Write(page).Length, 1, 64 * 1024);
        Assert.InRange(page.Devices.Length, 30, 200);
        Assert.Equal(page.Devices[^1].Device, page.Next);
    }

    [Fact]
    public void A_page_of_devices_full_of_tags_stays_below_64_KB()
    {
        var tags = DeviceTags.Of(Enumerable.Range(10, DeviceTags.MaxCount).Select(n => KeyValuePair.Create(new string('k', 30) + n, new string('門', 64))));
        var rows = Rows(50).Select(row => row with { Name = new string('門', 100), Tags = tags }).ToArray();

        var page = FleetPages.Of(rows, 50);

        Assert.InRange(WireTypes.Find(typeof(FleetReply.Page))!.Write(page).Length, 32 * 1024, 64 * 1024);
        Assert.Equal((rows[0].Name, tags), (page.Devices[0].Name, page.Devices[0].Tags));
    }

    [Fact]
    public void Pages_together_hold_every_device_once()
    {
        var rows = Rows(500, host: new string('h', 200), text: new string('ä', 300), node: "node-1");
        var (seen, after) = (new List<string>(), "");
        do
        {
            var rest = rows.Where(row => string.CompareOrdinal(row.Device.Value, after) > 0).Take(201).ToArray();
            var page = FleetPages.Of(rest, 200);
            seen.AddRange(page.Devices.Select(device => device.Device.Value));
            after = page.Next?.Value ?? "~";
        }
        while (after != "~");

        Assert.Equal(rows.Select(row => row.Device.Value), seen);
    }

    [Fact]
    public void A_long_reason_is_cut_between_characters()
    {
        var reason = new string('a', FleetPages.MaxReason - 1) + "🙂 and more";

        var page = FleetPages.Of(Rows(1, text: reason), 1);

        Assert.Equal(new string('a', FleetPages.MaxReason - 1) + "…", page.Devices[0].Reason);
    }

    private static FleetRow[] Rows(int count, string host = "10.0.0.7", string text = "logged in", string node = "node-1") =>
    [
        .. Enumerable.Range(0, count).Select(n => new FleetRow(
            new DeviceId($"d-{n:000}"), new DeviceAddress(host), "4K01", 31, 16, true, SessionPhase.Online, Noon, text, null, node)),
    ];
}

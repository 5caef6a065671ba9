using DeviceCluster.Actors.Discovery;
using DeviceCluster.Contracts.Discovery;
using DeviceCluster.Contracts.Mapping;

namespace DeviceCluster.Actors.Tests.Discovery;

/// <summary>An answer is small enough for the road between nodes, whatever devices tell of themselves, and says how many are not in it.</summary>
public sealed class FoundPageTests
{
    private static readonly DiscoveredDevice Recorder = new(
        "4K01ABC", "10.0.0.7", 37777, 80, "3c:ef:8c:00:00:01", "DHI-NVR4216", "NVR", "4.001.0000000.1", 16, false, "10.0.0.2");

    [Fact]
    public void What_fits_is_told_in_the_order_in_which_it_came()
    {
        var page = new FoundPage();
        page.Add(Recorder);
        page.Add(Recorder with { Serial = "second" });

        var found = page.ToReply("node-1:4053");

        Assert.Equal(("node-1:4053", 0), (found.Node, found.LeftOut));
        Assert.Equal(["4K01ABC", "second"], found.Devices.Select(device => device.Serial));
    }

    [Theory]
    [InlineData(1, 500)]
    [InlineData(60, 30)]
    [InlineData(256, 8)]
    public void A_flood_of_devices_stays_below_64_KB_and_the_rest_is_counted(int length, int atLeast)
    {
        var page = new FoundPage();
        var text = new string('門', length);
        for (var n = 0; n < 5_000; n++)
            page.Add(new DiscoveredDevice(text, text, 65_535, 65_535, text, text, text, text, int.MaxValue, true, text));

        var found = page.ToReply(new string('n', 256));

        Assert.InRange(WireTypes.Find(typeof(DiscoveryReply.Found))!.Write(found).Length, 1, 64 * 1024);
        Assert.Null(WireTypes.FaultOf(found));
        Assert.InRange(found.Devices.Length, atLeast, DiscoveryLimits.Devices);
        Assert.Equal(5_000, found.Devices.Length + found.LeftOut);
    }

    [Fact]
    public void A_device_with_a_text_that_nobody_would_read_is_left_out_and_costs_no_other()
    {
        var page = new FoundPage();
        page.Add(Recorder with { Version = new string('v', DiscoveryLimits.Text + 1) });
        page.Add(Recorder);

        var found = page.ToReply("node-1");

        Assert.Equal(Recorder, Assert.Single(found.Devices));
        Assert.Equal(1, found.LeftOut);
    }
}

using DeviceCluster.Actors.Discovery;
using DeviceCluster.Sdk.Discovery;

namespace DeviceCluster.Actors.Tests.Discovery;

/// <summary>What a search remembers of the devices that it has told.</summary>
public sealed class SeenDevicesTests
{
    [Fact]
    public void A_device_is_new_once()
    {
        var seen = new SeenDevices();

        Assert.True(seen.IsNew(Told(1)));
        Assert.True(seen.IsNew(Told(2)));
        Assert.False(seen.IsNew(Told(1)));
    }

    [Fact]
    public void A_flood_of_devices_is_told_and_those_beyond_the_bound_are_not_remembered()
    {
        var seen = new SeenDevices();
        Assert.All(Enumerable.Range(1, SeenDevices.Most), n => Assert.True(seen.IsNew(Told(n))));

        Assert.True(seen.IsNew(Told(SeenDevices.Most + 1)));
        Assert.True(seen.IsNew(Told(SeenDevices.Most + 1)));
        Assert.False(seen.IsNew(Told(1)));
        Assert.False(seen.IsNew(Told(SeenDevices.Most)));
    }

    private static FoundDevice Told(int n) => new()
    {
        Address = "10.0.0.1",
        Port = 37777,
        HttpPort = 80,
        Serial = "A",
        Mac = $"90:02:a9:00:{n >> 8:x2}:{n & 0xFF:x2}",
        Kind = "NVR",
        Model = "",
        Vendor = "",
        Name = "",
        SoftwareVersion = "",
        SubnetMask = "",
        Gateway = "",
        Channels = 4,
        Dhcp = false,
        Initialised = true,
        LocalAddress = "",
    };
}

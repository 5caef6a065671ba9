using DeviceCluster.Sdk.Discovery;

namespace DeviceCluster.Sdk.Tests.Discovery;

/// <summary>Which answers of a search are one device's.</summary>
public class FoundDeviceTests
{
    [Fact]
    public void Devices_of_one_search_are_kept_apart_by_their_MAC()
    {
        var device = Told("90:02:a9:00:00:01", "10.0.0.1");

        Assert.Equal(device.Identity, Told("9002-A900-0001", "10.0.0.2", serial: "").Identity);
        Assert.NotEqual(device.Identity, Told("90:02:a9:00:00:02", "10.0.0.1").Identity);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00:00:00:00:00:00")]
    public void Those_that_tell_no_MAC_by_serial_number_address_and_port(string mac)
    {
        var device = Told(mac, "10.0.0.1");

        Assert.Equal(device.Identity, Told(mac, "10.0.0.1").Identity);
        Assert.NotEqual(device.Identity, Told(mac, "10.0.0.2").Identity);
        Assert.NotEqual(device.Identity, Told(mac, "10.0.0.1", serial: "B").Identity);
        Assert.NotEqual(device.Identity, Told(mac, "10.0.0.1", port: 37778).Identity);
    }

    private static FoundDevice Told(string mac, string address, string serial = "A", int port = 37777) => new()
    {
        Address = address,
        Port = port,
        HttpPort = 80,
        Serial = serial,
        Mac = mac,
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

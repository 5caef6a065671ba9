using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;
using static DeviceCluster.Domain.Tests.Devices.Samples;

namespace DeviceCluster.Domain.Tests.Devices;

/// <summary>Values that a device could not be reached or logged in to with are refused in words.</summary>
public class DeviceRuleTests
{
    [Theory]
    [InlineData("192.168.1.108")]
    [InlineData("fe80::1")]
    [InlineData("nvr-7.site_3.example")]
    [InlineData("localhost")]
    public void A_host_is_an_address_or_a_name(string host) =>
        Assert.IsType<DeviceReply.Done>(Enrol(host: host).Reply);

    [Theory]
    [InlineData("")]
    [InlineData("127.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("017700000001")]
    [InlineData("256.1.1.1")]
    [InlineData("10.0.0.7 ")]
    [InlineData("[fe80::1]")]
    [InlineData("a..b")]
    [InlineData("-a.example")]
    [InlineData("nvr/../x")]
    [InlineData("nvr\n7")]
    public void What_is_no_host_is_refused(string host) => Assert.Equal(RefusalCode.Invalid, Refusal(Enrol(host: host)).Code);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public void A_port_outside_the_range_is_refused_with_the_range(int port)
    {
        var refused = Refusal(Enrol(port: port));

        Assert.Equal(RefusalCode.Invalid, refused.Code);
        Assert.Contains("1 to 65535", refused.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void A_user_or_password_has_room_for_63_bytes(int bytes, bool allowed)
    {
        Assert.Equal(allowed, Enrol(user: new string('u', bytes)).Reply is DeviceReply.Done);
        Assert.Equal(allowed, Enrol(password: new string('p', bytes)).Reply is DeviceReply.Done);
    }

    [Fact]
    public void Length_is_counted_in_bytes_of_utf8() => Assert.IsType<DeviceReply.Refused>(Enrol(user: new string('ü', 32)).Reply);

    [Fact]
    public void A_refused_password_is_not_repeated_in_the_words()
    {
        var refused = Refusal(Enrol(password: "canary-7\n"));

        Assert.DoesNotContain("canary", refused.Reason + refused.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\u001bb")]
    [InlineData("123456789012345678901234567890123456789012345678")]
    public void A_serial_number_that_no_device_has_is_refused(string serial) =>
        Assert.Equal(RefusalCode.Invalid, Refusal(Enrol(serial: serial)).Code);

    private static DeviceReply.Refused Refusal(Decision decision) => Assert.IsType<DeviceReply.Refused>(decision.Reply);

    private static Decision Enrol(
        string host = "10.0.0.7", int port = 37777, string user = "admin", string password = "p", string? serial = null) =>
        DeviceState.New(Gate).Decide(
            new DeviceCommand.Enrol(Gate, new DeviceAddress(host, port), user, new Secret(password), serial), Sealed(password), Noon);
}

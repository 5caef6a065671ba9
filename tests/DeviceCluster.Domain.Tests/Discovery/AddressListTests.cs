using DeviceCluster.Domain.Discovery;

namespace DeviceCluster.Domain.Tests.Discovery;

public class AddressListTests
{
    [Theory]
    [InlineData("10.0.0.5", "10.0.0.5")]
    [InlineData("10.0.0.5,10.0.0.9", "10.0.0.5 10.0.0.9")]
    [InlineData("10.0.0.254-255", "10.0.0.254 10.0.0.255")]
    [InlineData("10.0.0.0/30", "10.0.0.1 10.0.0.2")]
    [InlineData("10.0.0.7/30", "10.0.0.5 10.0.0.6")]
    [InlineData("10.0.0.0/31", "10.0.0.0 10.0.0.1")]
    [InlineData("10.0.0.5/32", "10.0.0.5")]
    [InlineData("255.255.255.254-255", "255.255.255.254 255.255.255.255")]
    public void Addresses_ranges_and_networks_are_spread_out(string text, string expected)
    {
        Assert.True(AddressList.TryParse(text, out var addresses, out _));

        Assert.Equal(expected, string.Join(' ', addresses));
    }

    [Fact]
    public void An_address_that_is_in_two_parts_is_asked_once()
    {
        Assert.True(AddressList.TryParse("10.0.0.2, 10.0.0.1-3 ,10.0.0.3", out var addresses, out _));

        Assert.Equal("10.0.0.2 10.0.0.1 10.0.0.3", string.Join(' ', addresses));
    }

    [Theory]
    [InlineData("10.0.0")]
    [InlineData("10")]
    [InlineData("10.0.0.256")]
    [InlineData("10.0.0.9-5")]
    [InlineData("10.0.0.9-300")]
    [InlineData("10.0.0.0/8")]
    [InlineData("10.0.0.0/33")]
    [InlineData("gate")]
    [InlineData("::1")]
    [InlineData("10.0.0.1-")]
    public void What_is_none_is_named(string part)
    {
        Assert.False(AddressList.TryParse($"10.0.0.1,{part}", out var addresses, out var wrong));

        Assert.Empty(addresses);
        Assert.Contains($"'{part}'", wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" , ")]
    public void None_at_all_is_wrong_too(string text)
    {
        Assert.False(AddressList.TryParse(text, out _, out var wrong));

        Assert.Equal("there is no address", wrong);
    }

    [Fact]
    public void Many_wide_networks_cost_no_more_than_one()
    {
        Assert.True(AddressList.TryParse("10.0.0.0/16,10.1.0.0/16,10.2.0.0/16", out var addresses, out _));

        Assert.InRange(addresses.Length, 60_000, 70_000);
    }
}

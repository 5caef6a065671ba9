using System.Buffers.Binary;
using System.Net;
using DeviceCluster.Simulator.Network;

namespace DeviceCluster.Simulator.Tests.Network;

public class AddressBlockTests
{
    [Theory]
    [InlineData("10.77.1.0", 256, "10.77.1.0/24")]
    [InlineData("10.77.1.1", 1, "10.77.1.1/32")]
    [InlineData("10.77.1.1", 6, "10.77.1.1/32 10.77.1.2/31 10.77.1.4/31 10.77.1.6/32")]
    [InlineData("10.77.1.254", 4, "10.77.1.254/31 10.77.2.0/31")]
    [InlineData("0.0.0.0", 3, "0.0.0.0/31 0.0.0.2/32")]
    [InlineData("255.255.255.254", 2, "255.255.255.254/31")]
    public void A_range_is_cut_into_the_fewest_blocks(string first, int count, string expected)
    {
        Assert.Equal(expected, string.Join(' ', AddressBlock.Of(IPAddress.Parse(first), count)));
    }

    [Theory]
    [InlineData("10.77.0.1", 60)]
    [InlineData("10.77.3.77", 5000)]
    public void The_blocks_hold_every_address_of_the_range_once_and_no_other(string first, int count)
    {
        var covered = AddressBlock.Of(IPAddress.Parse(first), count)
            .SelectMany(block => Enumerable.Range(0, 1 << (32 - block.Prefix)).Select(offset => Number(block.First) + (uint)offset));

        Assert.Equal(Enumerable.Range(0, count).Select(offset => Number(IPAddress.Parse(first)) + (uint)offset), covered);
    }

    private static uint Number(IPAddress address) => BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());
}

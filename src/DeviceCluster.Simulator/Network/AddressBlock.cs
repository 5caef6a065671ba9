using System.Buffers.Binary;
using System.Net;
using System.Numerics;

namespace DeviceCluster.Simulator.Network;

/// <summary>A block of IPv4 addresses as routes name it.</summary>
internal readonly record struct AddressBlock(IPAddress First, int Prefix)
{
    private const int Bits = 32;

    public override string ToString() => $"{First}/{Prefix}";

    /// <summary>The fewest blocks that hold these addresses and no other: what lies beside a fleet belongs to somebody else.</summary>
    public static IReadOnlyList<AddressBlock> Of(IPAddress first, int count)
    {
        var blocks = new List<AddressBlock>();
        var at = (ulong)BinaryPrimitives.ReadUInt32BigEndian(first.GetAddressBytes());
        for (var left = (ulong)count; left > 0;)
        {
            // As large as the alignment of its first address allows, and no larger than what is left.
            var aligned = at == 0 ? Bits : BitOperations.TrailingZeroCount(at);
            var size = Math.Min(aligned, BitOperations.Log2(left));
            blocks.Add(new AddressBlock(Address((uint)at), Bits - size));
            at += 1UL << size;
            left -= 1UL << size;
        }

        return blocks;
    }

    private static IPAddress Address(uint number)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes);
    }
}

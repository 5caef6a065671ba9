using System.Buffers.Binary;
using System.Net;

namespace DeviceCluster.Testing.Processes;

/// <summary>Where a fleet of virtual recorders is: its first address, how many there are, and their port.</summary>
public sealed record FleetPlace(IPAddress First, int Devices, int Port)
{
    /// <summary>The address of a recorder; it counts from 1.</summary>
    public IPAddress Address(int number)
    {
        var bytes = First.GetAddressBytes();
        BinaryPrimitives.WriteUInt32BigEndian(bytes, BinaryPrimitives.ReadUInt32BigEndian(bytes) + (uint)(number - 1));
        return new IPAddress(bytes);
    }
}

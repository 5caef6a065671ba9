using System.Buffers.Binary;
using System.Text;
using DeviceCluster.Simulator.Network;

namespace DeviceCluster.Simulator.Discovery;

/// <summary>The search of older clients: a3 01, on UDP 5050. [1]: one source for all of it.</summary>
internal sealed class BinaryDiscovery(FleetPorts ports) : IDiscoveryDialect
{
    private const int HeaderSize = 32, BodySize = 88;
    private const int LengthAt = 4, KindAt = 16;
    private const int NameAt = 8, NameLength = 16;
    private const int AddressAt = 24, MaskAt = 28, GatewayAt = 32;
    private const int HttpAt = 62, TcpAt = 66, MostConnectionsAt = 68;
    private const ushort MostConnections = 128;
    private const byte Reply = 0xB3;

    private static ReadOnlySpan<byte> Search => [0xA3, 0x01, 0x00, 0x01];

    public bool IsSearch(ReadOnlySpan<byte> datagram) => datagram.Length >= HeaderSize && datagram.StartsWith(Search) && datagram[KindAt] == 2;

    public bool IsSpokenBy(VirtualDevice device) => true;

    public byte[] Announce(VirtualDevice device)
    {
        var words = Encoding.ASCII.GetBytes($"{device.Model}\0{device.Serial}\0{device.Firmware.Version}\0{device.Mac}\0");
        var reply = new byte[HeaderSize + BodySize + words.Length];
        reply[0] = Reply;
        reply[1] = 1;
        reply[3] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(reply.AsSpan(LengthAt), BodySize + words.Length);
        var body = reply.AsSpan(HeaderSize);
        var name = Encoding.ASCII.GetBytes(device.MachineName);
        name.AsSpan(0, Math.Min(name.Length, NameLength - 1)).CopyTo(body[NameAt..]);
        device.Address.GetAddressBytes().CopyTo(body[AddressAt..]);
        ((ReadOnlySpan<byte>)[255, 0, 0, 0]).CopyTo(body[MaskAt..]);
        ((ReadOnlySpan<byte>)[127, 0, 0, 1]).CopyTo(body[GatewayAt..]);
        BinaryPrimitives.WriteUInt16LittleEndian(body[HttpAt..], (ushort)ports.Http);
        BinaryPrimitives.WriteUInt16LittleEndian(body[TcpAt..], (ushort)ports.Dvrip);
        BinaryPrimitives.WriteUInt16LittleEndian(body[MostConnectionsAt..], MostConnections);
        words.CopyTo(body[BodySize..]);
        return reply;
    }
}

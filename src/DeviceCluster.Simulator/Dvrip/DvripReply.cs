using System.Buffers.Binary;
using System.Text;

namespace DeviceCluster.Simulator.Dvrip;

/// <summary>Builds what a device sends: a header and an extension in one piece.</summary>
internal static class DvripReply
{
    /// <summary>Header byte 3 of the two generations of devices; a device answers each client in the dialect it was asked in.</summary>
    public const byte New = 0x68, Old = 0x58;

    public static byte[] Create(byte command, ReadOnlySpan<byte> extension, byte generation = New)
    {
        var packet = new byte[DvripMessage.HeaderSize + extension.Length];
        packet[0] = command;
        packet[3] = generation;
        BinaryPrimitives.WriteInt32LittleEndian(packet.AsSpan(DvripMessage.LengthAt), extension.Length);
        extension.CopyTo(packet.AsSpan(DvripMessage.HeaderSize));
        return packet;
    }

    public static byte[] Create(byte command, string extension = "", byte generation = New) =>
        Create(command, Encoding.Latin1.GetBytes(extension), generation);

    public static byte[] WithNumber(this byte[] packet, int at, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(at), value);
        return packet;
    }

    public static byte[] WithByte(this byte[] packet, int at, byte value)
    {
        packet[at] = value;
        return packet;
    }
}

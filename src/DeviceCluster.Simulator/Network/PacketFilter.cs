using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace DeviceCluster.Simulator.Network;

/// <summary>
/// Drops packets in the kernel before TCP sees them, as a pulled cable does: a connect gets no answer, what a peer sends is not acknowledged.
/// It is a classic socket filter (SO_ATTACH_FILTER), for which no privilege is needed.
/// </summary>
internal static class PacketFilter
{
    /// <summary>The kernel takes 4,096 instructions; each address needs two.</summary>
    public const int MaxAddresses = 2000;

    private const int SocketLevel = 1, AttachFilter = 26, DetachFilter = 27;
    private const int InstructionSize = 8;
    private const int ProgramHeaderSize = 16;

    private const ushort LoadWord = 0x20, JumpIfEqual = 0x15, Return = 0x06;
    private const uint DestinationAddress = unchecked((uint)(-0x100000 + 16)); // in the network header
    private const uint Drop = 0, Keep = uint.MaxValue;

    public static bool DropAll(Socket socket) => Attach(socket, [(Return, 0, 0, Drop)]);

    public static bool DropTo(Socket listener, IReadOnlyCollection<IPAddress> addresses)
    {
        if (addresses.Count == 0)
            return Detach(listener);

        if (addresses.Count > MaxAddresses)
            return false;

        var program = new List<(ushort, byte, byte, uint)> { (LoadWord, 0, 0, DestinationAddress) };
        foreach (var address in addresses)
        {
            program.Add((JumpIfEqual, 0, 1, BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes())));
            program.Add((Return, 0, 0, Drop));
        }

        program.Add((Return, 0, 0, Keep));
        return Attach(listener, program);
    }

    public static bool Detach(Socket socket) => Set(socket, DetachFilter, new byte[sizeof(int)]);

    private static bool Attach(Socket socket, List<(ushort Code, byte IfTrue, byte IfFalse, uint Value)> program)
    {
        var code = new byte[program.Count * InstructionSize];
        for (var i = 0; i < program.Count; i++)
        {
            var to = code.AsSpan(i * InstructionSize);
            BitConverter.TryWriteBytes(to, program[i].Code);
            to[2] = program[i].IfTrue;
            to[3] = program[i].IfFalse;
            BitConverter.TryWriteBytes(to[4..], program[i].Value);
        }

        // The kernel copies the instructions during the call.
        var pinned = GCHandle.Alloc(code, GCHandleType.Pinned);
        try
        {
            var header = new byte[ProgramHeaderSize];
            BitConverter.TryWriteBytes(header, (ushort)program.Count);
            BitConverter.TryWriteBytes(header.AsSpan(8), pinned.AddrOfPinnedObject());
            return Set(socket, AttachFilter, header);
        }
        finally
        {
            pinned.Free();
        }
    }

    private static bool Set(Socket socket, int option, byte[] value)
    {
        try
        {
            socket.SetRawSocketOption(SocketLevel, option, value);
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}

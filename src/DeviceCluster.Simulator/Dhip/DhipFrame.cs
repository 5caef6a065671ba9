using System.Buffers.Binary;

namespace DeviceCluster.Simulator.Dhip;

/// <summary>The 32-byte header that goes before JSON on its own port.</summary>
internal readonly record struct DhipFrame(uint Session, uint Id, int Length, int Total)
{
    public const int HeaderSize = 32;

    private const int SessionAt = 8, IdAt = 12, LengthAt = 16, TotalAt = 24;

    private static ReadOnlySpan<byte> Mark => "\x20\0\0\0DHIP"u8;

    /// <summary>False when it is no such header, or announces what cannot be.</summary>
    public static bool TryRead(ReadOnlySpan<byte> header, out DhipFrame frame)
    {
        frame = new DhipFrame(Number(header, SessionAt), Number(header, IdAt), (int)Number(header, LengthAt), (int)Number(header, TotalAt));
        return header.StartsWith(Mark) && frame.Length >= 0 && frame.Total >= frame.Length;
    }

    public static void Write(Span<byte> to, uint session, uint id, ReadOnlySpan<byte> part, int total)
    {
        to[..HeaderSize].Clear();
        Mark.CopyTo(to);
        BinaryPrimitives.WriteUInt32LittleEndian(to[SessionAt..], session);
        BinaryPrimitives.WriteUInt32LittleEndian(to[IdAt..], id);
        BinaryPrimitives.WriteInt32LittleEndian(to[LengthAt..], part.Length);
        BinaryPrimitives.WriteInt32LittleEndian(to[TotalAt..], total);
        part.CopyTo(to[HeaderSize..]);
    }

    private static uint Number(ReadOnlySpan<byte> header, int at) => BinaryPrimitives.ReadUInt32LittleEndian(header[at..]);
}

using System.Buffers.Binary;
using DeviceCluster.Simulator.Dvrip;

namespace DeviceCluster.Simulator.Live;

/// <summary>Writes frames as media messages (bc). Messages are cut by size alone, as devices do: a frame may cross several, one may hold the end of one and the start of the next.</summary>
internal static class MediaPacket
{
    private const int Payload = 8192;

    // Where a DHAV header keeps what differs between streams.
    private const int ChannelAt = 6, SequenceAt = 8, TimeAt = 16, MillisecondsAt = 20, SumAt = 23, PatchedHeader = 24;

    public static int MaxSize(List<StampedFrame> frames)
    {
        var bytes = Total(frames);
        return bytes + (bytes / Payload + 1) * DvripMessage.HeaderSize;
    }

    public static int Write(List<StampedFrame> frames, Span<byte> to)
    {
        var left = Total(frames);
        var at = 0;
        var room = 0;
        Span<byte> header = stackalloc byte[PatchedHeader];
        foreach (var frame in frames)
        {
            Stamp(frame, header);
            Put(header, to, ref at, ref room, ref left);
            Put(frame.Frame.Bytes.AsSpan(PatchedHeader), to, ref at, ref room, ref left);
        }

        return at;
    }

    private static void Put(ReadOnlySpan<byte> bytes, Span<byte> to, ref int at, ref int room, ref int left)
    {
        while (bytes.Length > 0)
        {
            if (room == 0)
            {
                room = Math.Min(Payload, left);
                WriteHeader(to.Slice(at, DvripMessage.HeaderSize), room);
                at += DvripMessage.HeaderSize;
            }

            var part = bytes[..Math.Min(room, bytes.Length)];
            part.CopyTo(to[at..]);
            bytes = bytes[part.Length..];
            at += part.Length;
            room -= part.Length;
            left -= part.Length;
        }
    }

    private static void WriteHeader(Span<byte> to, int payload)
    {
        to.Clear();
        to[0] = Commands.Media;
        to[3] = DvripReply.New;
        BinaryPrimitives.WriteInt32LittleEndian(to[DvripMessage.LengthAt..], payload);
    }

    private static void Stamp(in StampedFrame frame, Span<byte> header)
    {
        frame.Frame.Bytes.AsSpan(0, PatchedHeader).CopyTo(header);
        header[ChannelAt] = frame.Channel0;
        BinaryPrimitives.WriteUInt32LittleEndian(header[SequenceAt..], frame.Sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(header[TimeAt..], frame.PackedTime);
        BinaryPrimitives.WriteUInt16LittleEndian(header[MillisecondsAt..], frame.Milliseconds);
        byte sum = 0;
        foreach (var value in header[..SumAt])
            sum += value;

        header[SumAt] = sum;
    }

    private static int Total(List<StampedFrame> frames)
    {
        var total = 0;
        foreach (var frame in frames)
            total += frame.Frame.Bytes.Length;

        return total;
    }
}

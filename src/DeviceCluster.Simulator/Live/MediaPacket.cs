using System.Buffers.Binary;
using DeviceCluster.Media.Dhav;
using DeviceCluster.Simulator.Dvrip;

namespace DeviceCluster.Simulator.Live;

/// <summary>Writes frames as media messages (bc). Messages are cut by size alone, as devices do: a frame may cross several, one may hold the end of one and the start of the next.</summary>
internal static class MediaPacket
{
    private const int Payload = 8192;

    public static int MaxSize(List<StampedFrame> frames)
    {
        var bytes = Total(frames);
        return bytes + (bytes / Payload + 1) * DvripMessage.HeaderSize;
    }

    public static int Write(List<StampedFrame> frames, Span<byte> to) => Write(frames, Total(frames), to);

    /// <summary>The messages are whole, what they carry is not.</summary>
    public static int WriteHalf(List<StampedFrame> frames, Span<byte> to) => Write(frames, Total(frames) / 2, to);

    private static int Write(List<StampedFrame> frames, int left, Span<byte> to)
    {
        var at = 0;
        var room = 0;
        Span<byte> header = stackalloc byte[DhavWriter.HeaderSize];
        foreach (var (clip, channel0, sequence, localTime, milliseconds) in frames)
        {
            clip.Bytes.AsSpan(0, header.Length).CopyTo(header);
            DhavWriter.Restamp(header, channel0, sequence, localTime, milliseconds);
            Put(header, to, ref at, ref room, ref left);
            Put(clip.Bytes.AsSpan(header.Length), to, ref at, ref room, ref left);
        }

        return at;
    }

    private static void Put(ReadOnlySpan<byte> bytes, Span<byte> to, ref int at, ref int room, ref int left)
    {
        while (bytes.Length > 0 && left > 0)
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

    private static int Total(List<StampedFrame> frames)
    {
        var total = 0;
        foreach (var frame in frames)
            total += frame.Frame.Bytes.Length;

        return total;
    }
}

using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Video;

/// <summary>
/// The other way in which H.264 lets a decoder start: a picture that is no IDR, but announced as a recovery point and coded without any other
/// picture. Some cameras send an IDR only once.
/// </summary>
internal static class H264RecoveryPoint
{
    private const int SupplementalInformation = 6;
    private const int RecoveryPoint = 6;
    private const int WholeSlice = 1;
    private const int ManyMessages = 32;

    /// <summary>The unit is supplemental information with a recovery point message (D.1.8) among its messages.</summary>
    public static bool IsAnnouncedBy(NalUnit unit)
    {
        if (TypeOf(unit) != SupplementalInformation)
            return false;

        Span<byte> room = stackalloc byte[256];
        ReadOnlySpan<byte> messages = room[..unit.ReadPayload(room)];
        messages = messages[1..];
        for (var i = 0; i < ManyMessages && TakeNumber(ref messages, out var type) && TakeNumber(ref messages, out var size); i++)
        {
            if (type == RecoveryPoint)
                return true;
            if (size > messages.Length)
                return false;
            messages = messages[size..];
        }

        return false;
    }

    public static bool HasOnlyIntraSlices(ReadOnlySpan<byte> annexB)
    {
        foreach (var unit in new NalReader(annexB))
        {
            if (unit.Kind(VideoCodec.H264) == NalKind.Slice && !IsIntra(unit))
                return false;
        }

        return true;
    }

    /// <summary>slice_type (7.4.3): 2 and 7 are I, 4 and 9 SI. A slice that is cut into partitions counts as none.</summary>
    private static bool IsIntra(NalUnit unit)
    {
        if (TypeOf(unit) != WholeSlice)
            return false;

        Span<byte> room = stackalloc byte[16];
        var bits = new BitReader(room[..unit.ReadPayload(room)]);
        bits.Skip(8);
        bits.Number();
        return bits.Number() is 2 or 4 or 7 or 9 && !bits.Overrun;
    }

    private static int TypeOf(NalUnit unit) => unit.Header is [var first, ..] ? first & 0x1F : 0;

    /// <summary>Type and size of a message: bytes of 255 are added up, with the first that is another.</summary>
    private static bool TakeNumber(ref ReadOnlySpan<byte> messages, out int number)
    {
        number = 0;
        while (!messages.IsEmpty)
        {
            var value = messages[0];
            messages = messages[1..];
            number += value;
            if (value != 0xFF)
                return true;
        }

        return false;
    }
}

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DeviceCluster.Media.Dhav;

/// <summary>
/// The body checksum of element 88: the sum of its little-endian 32-bit words, modulo 2^32, the last word filled up with zeros.
/// </summary>
public static class DhavChecksum
{
    public static uint Sum(ReadOnlySpan<byte> body)
    {
        var summed = 0;
        var sum = 0u;
        if (BitConverter.IsLittleEndian && Vector.IsHardwareAccelerated)
        {
            var vectors = MemoryMarshal.Cast<byte, Vector<uint>>(body);
            sum = Sum(vectors);
            summed = vectors.Length * Vector<byte>.Count;
        }

        return unchecked(sum + SumWords(body[summed..]));
    }

    /// <summary>Four sums side by side: one addition need not wait for the one before it.</summary>
    private static uint Sum(ReadOnlySpan<Vector<uint>> vectors)
    {
        Vector<uint> first = default, second = default, third = default, fourth = default;
        while (vectors.Length >= 4)
        {
            first += vectors[0];
            second += vectors[1];
            third += vectors[2];
            fourth += vectors[3];
            vectors = vectors[4..];
        }

        foreach (var vector in vectors)
            first += vector;

        return Vector.Sum(first + second + third + fourth);
    }

    private static uint SumWords(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (; bytes.Length >= sizeof(uint); bytes = bytes[sizeof(uint)..])
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32LittleEndian(bytes));

        for (var i = 0; i < bytes.Length; i++)
            sum = unchecked(sum + ((uint)bytes[i] << (8 * i)));
        return sum;
    }
}

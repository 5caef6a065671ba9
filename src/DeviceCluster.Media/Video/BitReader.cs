namespace DeviceCluster.Media.Video;

/// <summary>Reads the bits of a parameter set. Beyond the end it reads zeros and says so in <see cref="Overrun"/>.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private long _at;

    public readonly bool Overrun => _at > _bytes.Length * 8L;

    public bool Flag() => Bits(1) != 0;

    /// <summary>Up to 32 bits, highest first.</summary>
    public uint Bits(int count)
    {
        var value = 0u;
        for (var i = 0; i < count; i++, _at++)
        {
            var index = _at >> 3;
            var bit = index < _bytes.Length ? _bytes[(int)index] >> (int)(7 - (_at & 7)) & 1 : 0;
            value = value << 1 | (uint)bit;
        }

        return value;
    }

    public void Skip(int count) => _at += count;

    /// <summary>An unsigned Exp-Golomb number, ue(v); one of more than 31 leading zeros is not one, and is an overrun.</summary>
    public uint Number()
    {
        var zeros = 0;
        while (!Overrun && !Flag())
            zeros++;

        if (zeros <= 31)
            return (1u << zeros) - 1 + Bits(zeros);

        _at = long.MaxValue / 2;
        return 0;
    }

    /// <summary>A signed Exp-Golomb number, se(v).</summary>
    public int SignedNumber()
    {
        var number = Number();
        var half = (int)(number / 2);
        return number % 2 == 0 ? -half : half + 1;
    }
}

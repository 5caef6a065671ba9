using System.Runtime.CompilerServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>uint8_t[2]</c>.</summary>
[InlineArray(2)]
internal struct Bytes2
{
    private byte _first;
}

/// <summary><c>uint8_t[3]</c>.</summary>
[InlineArray(3)]
internal struct Bytes3
{
    private byte _first;
}

/// <summary><c>uint8_t[4]</c>.</summary>
[InlineArray(4)]
internal struct Bytes4
{
    private byte _first;
}

/// <summary><c>uint8_t[5]</c>.</summary>
[InlineArray(5)]
internal struct Bytes5
{
    private byte _first;
}

/// <summary><c>uint8_t[8]</c>.</summary>
[InlineArray(8)]
internal struct Bytes8
{
    private byte _first;
}

/// <summary><c>uint8_t[16]</c>.</summary>
[InlineArray(16)]
internal struct Bytes16
{
    private byte _first;
}

/// <summary><c>uint8_t[24]</c>.</summary>
[InlineArray(24)]
internal struct Bytes24
{
    private byte _first;
}

/// <summary><c>uint8_t[32]</c>.</summary>
[InlineArray(32)]
internal struct Bytes32
{
    private byte _first;
}

/// <summary><c>uint8_t[40]</c>.</summary>
[InlineArray(40)]
internal struct Bytes40
{
    private byte _first;
}

/// <summary><c>uint8_t[48]</c>.</summary>
[InlineArray(48)]
internal struct Bytes48
{
    private byte _first;
}

/// <summary><c>uint8_t[64]</c>.</summary>
[InlineArray(64)]
internal struct Bytes64
{
    private byte _first;
}

/// <summary><c>uint8_t[88]</c>.</summary>
[InlineArray(88)]
internal struct Bytes88
{
    private byte _first;
}

/// <summary><c>uint8_t[96]</c>.</summary>
[InlineArray(96)]
internal struct Bytes96
{
    private byte _first;
}

/// <summary><c>uint8_t[128]</c>.</summary>
[InlineArray(128)]
internal struct Bytes128
{
    private byte _first;
}

/// <summary><c>uint8_t[132]</c>.</summary>
[InlineArray(132)]
internal struct Bytes132
{
    private byte _first;
}

/// <summary><c>uint8_t[1024]</c>.</summary>
[InlineArray(1024)]
internal struct Bytes1024
{
    private byte _first;
}

/// <summary><c>uint8_t[1992]</c>.</summary>
[InlineArray(1992)]
internal struct Bytes1992
{
    private byte _first;
}

/// <summary><c>uint8_t[4992]</c>.</summary>
[InlineArray(4992)]
internal struct Bytes4992
{
    private byte _first;
}

/// <summary><c>uint8_t[16384]</c>.</summary>
[InlineArray(16384)]
internal struct Bytes16384
{
    private byte _first;
}

/// <summary><c>int[12]</c>.</summary>
[InlineArray(12)]
internal struct Integers12
{
    private int _first;
}

/// <summary><c>uint32_t[6]</c>.</summary>
[InlineArray(6)]
internal struct Words6
{
    private uint _first;
}

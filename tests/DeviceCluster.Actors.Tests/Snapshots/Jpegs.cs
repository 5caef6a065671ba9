namespace DeviceCluster.Actors.Tests.Snapshots;

/// <summary>Headers of JPEG pictures, by hand.</summary>
internal static class Jpegs
{
    /// <summary>Start, an application's segment, a quantisation table's, the frame header, end.</summary>
    public static byte[] Whole(ushort width, ushort height, byte frame = 0xC0) =>
    [
        0xFF, 0xD8,
        0xFF, 0xE0, 0, 6, 1, 2, 3, 4,
        0xFF, 0xC4, 0, 3, 9,
        0xFF, frame, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0,
        0xFF, 0xD9,
    ];
}

using System.Globalization;

namespace DeviceCluster.Simulator.Tests.Live;

/// <summary>Writes an H.264 stream that looks like 352 x 288 and says whatever frame rate it is told; nobody decodes it.</summary>
internal static class TimedVideo
{
    private static readonly byte[] StartCode = [0, 0, 0, 1];

    /// <summary>Two ticks make a frame.</summary>
    public static byte[] Create(uint units, uint ticks, int pictures)
    {
        byte[] key = [.. StartCode, .. ParameterSet(units, ticks), .. StartCode, 0x68, 0xCE, 0x38, 0x80, .. StartCode, 0x65, 0x88, 0x84, 0x21];
        byte[] delta = [.. StartCode, 0x41, 0x9A, 0x24, 0x6C];
        return [.. key, .. Enumerable.Repeat(delta, pictures - 1).SelectMany(bytes => bytes)];
    }

    private static byte[] ParameterSet(uint units, uint ticks)
    {
        const string BaselineLevel3 = "01000010" + "00000000" + "00011110";
        const string OrderAndReferences = "1" + "1" + "011" + "010" + "0"; // set 0, 16 frame numbers, order type 2, one reference, no gaps
        const string Size = "000010110" + "000010010" + "1" + "1" + "0";   // 22 x 18 macroblocks, frames only, not cropped
        const string Timing = "1" + "0000" + "1";                          // usability: nothing but the timing
        return WithEmulation(Bytes(BaselineLevel3 + OrderAndReferences + Size + Timing + Bits(units) + Bits(ticks) + "1" + "0" + "1"));
    }

    private static string Bits(uint value) => value.ToString("b32", CultureInfo.InvariantCulture);

    private static IEnumerable<byte> Bytes(string bits) =>
        bits.Chunk(8).Select(chunk => Convert.ToByte(new string(chunk).PadRight(8, '0'), fromBase: 2));

    /// <summary>A 3 is put in wherever a start code would appear.</summary>
    private static byte[] WithEmulation(IEnumerable<byte> payload)
    {
        var unit = new List<byte> { 0x67 };
        var zeros = 0;
        foreach (var value in payload)
        {
            if (zeros == 2 && value <= 3)
            {
                unit.Add(3);
                zeros = 0;
            }

            unit.Add(value);
            zeros = value == 0 ? zeros + 1 : 0;
        }

        return [.. unit];
    }
}

using CsCheck;
using DeviceCluster.Media.Video;

namespace DeviceCluster.Media.Tests.Video;

public class NalReaderTests
{
    [Fact]
    public void Units_are_found_behind_short_and_long_start_codes()
    {
        Assert.Equal(["67AA", "68", "65BB00CC"], UnitsOf("00000001 67AA 000001 68 00000001 65BB00CC"));
    }

    [Fact]
    public void Bytes_before_the_first_start_code_and_zeros_that_fill_up_are_no_unit()
    {
        Assert.Equal(["67AA", "65"], UnitsOf("FFEE 0000000001 67AA 00000000 000001 65 0000"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0000")]
    [InlineData("000000000000")]
    [InlineData("6742")]
    public void Without_a_start_code_there_are_no_units(string hex) => Assert.Empty(UnitsOf(hex));

    [Fact]
    public void A_start_code_at_the_end_is_an_empty_unit() => Assert.Equal(["67", ""], UnitsOf("00000167000001"));

    [Fact]
    public void Units_put_together_are_taken_apart_again() =>
        Gen.Select(Gen.Byte[1, 255].Array[1, 30].Array[0, 10], Gen.Int[2, 5]).Sample((units, zeros) =>
        {
            byte[] stream = [.. units.SelectMany(unit => new byte[zeros].Append((byte)1).Concat(unit))];

            Assert.Equal(units.Select(Convert.ToHexString), Read(stream));
        });

    [Fact]
    public void Any_bytes_can_be_walked() => Gen.OneOf(Gen.Byte, Gen.OneOf<byte>(0, 0, 0, 1)).Array[0, 200].Sample(bytes =>
    {
        var last = -1;
        foreach (var unit in new NalReader(bytes))
        {
            Assert.True(unit.At > last);
            Assert.True(unit.At + 3 + unit.Bytes.Length <= bytes.Length);
            last = unit.At;
        }
    });

    private static List<string> UnitsOf(string hex) => Read(Convert.FromHexString(hex.Replace(" ", "")));

    private static List<string> Read(byte[] stream)
    {
        var units = new List<string>();
        foreach (var unit in new NalReader(stream))
            units.Add(Convert.ToHexString(unit.Bytes));
        return units;
    }
}

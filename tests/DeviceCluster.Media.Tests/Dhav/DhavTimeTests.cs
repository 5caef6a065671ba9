using CsCheck;
using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Tests.Dhav;

public class DhavTimeTests
{
    [Fact]
    public void Every_second_from_2000_to_2063_survives_packing() =>
        DhavGen.LocalTime.Sample(time => Assert.Equal(time, DhavTime.Unpack(DhavTime.Pack(time))));

    [Fact]
    public void No_packed_number_is_refused() => Gen.UInt.Sample(packed => Assert.InRange(DhavTime.Unpack(packed).Year, 2000, 2063));

    [Theory]
    [InlineData(26, 0, 0, 31, 63, 63, "2026-01-01T23:59:59")]
    [InlineData(26, 15, 31, 0, 0, 0, "2026-12-31T00:00:00")]
    [InlineData(25, 2, 30, 1, 2, 3, "2025-02-28T01:02:03")]
    public void Impossible_fields_are_drawn_to_the_nearest(
        uint year, uint month, uint day, uint hour, uint minute, uint second, string expected)
    {
        var packed = year << 26 | month << 22 | day << 17 | hour << 12 | minute << 6 | second;

        Assert.Equal(expected, DhavTime.Unpack(packed).ToString("s"));
    }

    [Fact]
    public void A_year_that_does_not_fit_is_drawn_to_the_nearest()
    {
        Assert.Equal(2063, DhavTime.Unpack(DhavTime.Pack(new DateTime(2070, 1, 1))).Year);
        Assert.Equal(2000, DhavTime.Unpack(DhavTime.Pack(default)).Year);
    }
}

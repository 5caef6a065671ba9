using System.Globalization;
using DeviceCluster.Sdk.Interop;
using DeviceCluster.Sdk.Tests.Support;
using DeviceCluster.Sdk.Watchdogs;

namespace DeviceCluster.Sdk.Tests.Watchdogs;

[Collection(WithSdk.Name)]
public class BootClockTests
{
    [Fact]
    public void It_is_the_clock_that_the_library_goes_by()
    {
        var before = (long)OptionalMethods.BootNow();
        var now = BootClock.Now;
        var after = (long)OptionalMethods.BootNow();

        Assert.InRange(now, before, after);
    }

    [Fact]
    public void It_counts_from_the_start_of_the_machine()
    {
        const long Hundredth = 10_000_000;

        var before = UptimeNanoseconds();
        var now = BootClock.Now;
        var after = UptimeNanoseconds();

        Assert.InRange(now, before, after + Hundredth); // the file is cut to hundredths of a second
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1_999_999_999, 1, 999_999_999)]
    [InlineData(86_400_000_000_001, 86_400, 1)]
    public void A_time_is_taken_apart_and_put_together(long nanoseconds, long seconds, long rest)
    {
        var time = NativeTime.Of(nanoseconds);

        Assert.Equal((seconds, rest, nanoseconds), (time.Seconds, time.Rest, time.Nanoseconds()));
    }

    private static long UptimeNanoseconds() =>
        (long)(decimal.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture) * 1_000_000_000);
}

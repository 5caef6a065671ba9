using CsCheck;
using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Tests.Dhav;

public class DhavClockTests
{
    [Fact]
    public void The_counter_is_unwrapped_however_the_steps_fall() =>
        Gen.Select(Gen.UShort, Gen.Int[-32_000, 32_000].Array[0, 200]).Sample((first, steps) =>
        {
            var clock = new DhavClock();
            clock.Advance(first);
            var elapsed = 0L;
            foreach (var step in steps)
            {
                elapsed += step;
                Assert.Equal(elapsed, clock.Advance(unchecked((ushort)(first + elapsed))));
            }

            Assert.Equal(elapsed, clock.Elapsed);
        });

    [Fact]
    public void The_wrap_is_at_65536()
    {
        var clock = new DhavClock();
        clock.Advance(65_535);

        Assert.Equal(1, clock.Advance(0));
    }
}

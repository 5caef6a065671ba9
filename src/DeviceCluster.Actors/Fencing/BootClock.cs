using System.Runtime.InteropServices;

namespace DeviceCluster.Actors.Fencing;

/// <summary>
/// The clock that the fence counts by: it runs on while the process is stopped and while the machine sleeps, and nobody sets it. The watchdog's times
/// are in it too.
/// </summary>
internal sealed partial class BootClock : TimeProvider
{
    private const int ClockBootTime = 7;
    private const long NanosecondsPerSecond = 1_000_000_000;

    public override long TimestampFrequency => NanosecondsPerSecond;

    public override long GetTimestamp()
    {
        // It cannot fail: the clock's number is right, and the place to write to is ours.
        _ = ClockGetTime(ClockBootTime, out var now);
        return (now.Seconds * NanosecondsPerSecond) + now.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec now);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}

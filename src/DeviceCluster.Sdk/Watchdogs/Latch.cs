using DeviceCluster.Sdk.Interop;

namespace DeviceCluster.Sdk.Watchdogs;

/// <summary>The watchdog inside our library: tripped, nothing leaves for a device.</summary>
internal static unsafe class Latch
{
    public static void Arm(TimeSpan trip) => Arm((uint)Math.Ceiling(trip.TotalMilliseconds));

    public static void Disarm() => Arm(0);

    /// <summary>Whether it is open now.</summary>
    public static bool Feed(long beatSentAt)
    {
        if (OptionalMethods.WatchdogFeed((ulong)beatSentAt) != 0)
            return true;
        var code = NativeMethods.GetLastError();
        return code == SdkErrors.NotNow ? false : throw new SdkException("feeding the watchdog", code);
    }

    public static NativeWatchdog Now()
    {
        var now = new NativeWatchdog { Size = (uint)sizeof(NativeWatchdog) };
        return OptionalMethods.GetWatchdog(&now) != 0 ? now : throw new SdkException("looking at the watchdog", NativeMethods.GetLastError());
    }

    private static void Arm(uint milliseconds)
    {
        if (OptionalMethods.WatchdogArm(milliseconds) == 0)
            throw new SdkException("arming the watchdog", NativeMethods.GetLastError());
    }
}

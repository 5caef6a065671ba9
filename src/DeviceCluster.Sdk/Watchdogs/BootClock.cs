using System.ComponentModel;
using System.Runtime.InteropServices;
using DeviceCluster.Sdk.Interop;

namespace DeviceCluster.Sdk.Watchdogs;

/// <summary>CLOCK_BOOTTIME, which runs on while the process is stopped and while the machine sleeps. The library's watchdog goes by the same.</summary>
internal static unsafe class BootClock
{
    /// <summary>Nanoseconds since the machine was started.</summary>
    public static long Now
    {
        get
        {
            NativeTime time;
            return SystemMethods.GetTime(SystemMethods.ClockBootTime, &time) == 0
                ? time.Nanoseconds()
                : throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }
}

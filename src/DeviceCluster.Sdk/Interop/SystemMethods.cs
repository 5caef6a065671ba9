using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary>What the watchdog needs of the C library, for which .NET has nothing; numbers as Linux has them, on every machine.</summary>
internal static unsafe partial class SystemMethods
{
    /// <summary>Runs on while the process is stopped and while the machine sleeps.</summary>
    public const int ClockBootTime = 7;

    public const int Signal = 0;
    public const int SignalKill = 9;
    public const int AbsoluteTime = 1;

    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "clock_gettime", SetLastError = true)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int GetTime(int clock, NativeTime* time);

    [LibraryImport(Library, EntryPoint = "timer_create", SetLastError = true)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int CreateTimer(int clock, NativeTimerEvent* atEnd, nint* timer);

    [LibraryImport(Library, EntryPoint = "timer_settime", SetLastError = true)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SetTimer(nint timer, int flags, NativeTimerTime* time, NativeTimerTime* before);

    [LibraryImport(Library, EntryPoint = "timer_delete", SetLastError = true)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int DeleteTimer(nint timer);
}

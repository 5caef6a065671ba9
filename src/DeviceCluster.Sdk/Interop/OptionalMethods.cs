using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary>What only some versions of libnetsdk_open.so export; <see cref="LoadedLibrary"/> says whether this one does.</summary>
internal static unsafe partial class OptionalMethods
{
    public const string ExpectSerialExport = "NETSDK_OPEN_ExpectSerial";

    /// <summary>The watchdog's functions came together; this one stands for all.</summary>
    public const string WatchdogExport = "NETSDK_OPEN_GetWatchdog";

    [LibraryImport(NativeMethods.Library, EntryPoint = ExpectSerialExport)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ExpectSerial(byte* serial);

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_WatchdogArm")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int WatchdogArm(uint tripMilliseconds);

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_WatchdogFeed")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int WatchdogFeed(ulong beatBootNanoseconds);

    [LibraryImport(NativeMethods.Library, EntryPoint = WatchdogExport)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int GetWatchdog(NativeWatchdog* watchdog);

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_BootNow")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial ulong BootNow();
}

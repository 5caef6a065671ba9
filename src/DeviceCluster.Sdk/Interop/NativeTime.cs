using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>struct timespec</c> of the C library.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("struct timespec", Header = "time.h")]
internal struct NativeTime
{
    private const long PerSecond = 1_000_000_000;

    [NativeName("tv_sec")] public long Seconds;
    [NativeName("tv_nsec")] public long Rest;

    public static NativeTime Of(long nanoseconds) => new() { Seconds = nanoseconds / PerSecond, Rest = nanoseconds % PerSecond };

    public readonly long Nanoseconds() => (Seconds * PerSecond) + Rest;
}

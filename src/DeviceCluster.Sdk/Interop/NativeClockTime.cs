using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>NET_TIME</c>: a time as a device's clock shows it.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("NET_TIME")]
internal struct NativeClockTime
{
    [NativeName("dwYear")] public uint Year;
    [NativeName("dwMonth")] public uint Month;
    [NativeName("dwDay")] public uint Day;
    [NativeName("dwHour")] public uint Hour;
    [NativeName("dwMinute")] public uint Minute;
    [NativeName("dwSecond")] public uint Second;
}

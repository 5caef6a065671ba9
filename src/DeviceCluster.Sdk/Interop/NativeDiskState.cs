using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>NET_DEV_DISKSTATE</c>: one part of a disk; sizes in MiB.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("NET_DEV_DISKSTATE")]
internal struct NativeDiskState
{
    [NativeName("dwVolume")] public uint Volume;
    [NativeName("dwFreeSpace")] public uint Free;
    [NativeName("dwStatus")] public byte Status;
    [NativeName("bDiskNum")] public byte Disk;
    [NativeName("bSubareaNum")] public byte Part;
    [NativeName("bSignal")] public byte Signal;
}

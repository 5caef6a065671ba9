using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>DH_HARDDISK_STATE</c>: the disks of a device, part by part.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("DH_HARDDISK_STATE")]
internal struct NativeDiskStates
{
    [NativeName("dwDiskNum")] public uint Count;
    [NativeName("stDisks")] public DiskStates256 Disks;
}

/// <summary><c>NET_DEV_DISKSTATE[256]</c>.</summary>
[InlineArray(256)]
internal struct DiskStates256
{
    private NativeDiskState _first;
}

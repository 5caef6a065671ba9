using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>NET_DEVICEINFO_Ex</c>: what a device tells of itself at login, or of tries and locks at a refusal.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("NET_DEVICEINFO_Ex")]
internal struct NativeDeviceInfo
{
    [NativeName("sSerialNumber")] public Bytes48 Serial;
    [NativeName("nAlarmInPortNum")] public int AlarmInputs;
    [NativeName("nAlarmOutPortNum")] public int AlarmOutputs;
    [NativeName("nDiskNum")] public int Disks;
    [NativeName("nDVRType")] public int DeviceType;
    [NativeName("nChanNum")] public int Channels;
    [NativeName("byLimitLoginTime")] public byte LimitLoginTime;
    [NativeName("byLeftLogTimes")] public byte AttemptsLeft;
    [NativeName("bReserved")] public Bytes2 Reserved1;
    [NativeName("nLockLeftTime")] public int LockSecondsLeft;
    [NativeName("Reserved")] public Bytes24 Reserved2;
}

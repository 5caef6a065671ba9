using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>NET_IN_INIT_DEVICE_ACCOUNT</c>: the first account of a device.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("NET_IN_INIT_DEVICE_ACCOUNT")]
internal struct NativeAccountIn
{
    [NativeName("dwSize")] public uint Size;
    [NativeName("szMac")] public Bytes40 Mac;
    [NativeName("szUserName")] public Bytes128 User;
    [NativeName("szPwd")] public Bytes128 Password;
    [NativeName("szCellPhone")] public Bytes32 Phone;
    [NativeName("szMail")] public Bytes64 Mail;
    [NativeName("byInitStatus")] public byte InitStatus;
    [NativeName("byPwdResetWay")] public byte ResetWay;
    [NativeName("byReserved")] public Bytes2 Reserved;
    [NativeName("emAccountProtocol")] public int AccountProtocol;
    [NativeName("bAutoAddDevice")] public int AutoAddDevice;
    [NativeName("bIsAutoAddDevice")] public int IsAutoAddDevice;
    [NativeName("szPasswdTip")] public Bytes64 PasswordTip;
    [NativeName("bIs4th")] public int IsFourth;
}

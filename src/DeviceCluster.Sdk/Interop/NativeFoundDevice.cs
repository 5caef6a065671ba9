using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary><c>DEVICE_NET_INFO_EX</c>: what a device answers to a search.</summary>
[StructLayout(LayoutKind.Sequential)]
[NativeName("DEVICE_NET_INFO_EX")]
internal struct NativeFoundDevice
{
    [NativeName("iIPVersion")] public int IpVersion;
    [NativeName("szIP")] public Bytes64 Ip;
    [NativeName("nPort")] public int Port;
    [NativeName("szSubmask")] public Bytes64 SubnetMask;
    [NativeName("szGateway")] public Bytes64 Gateway;
    [NativeName("szMac")] public Bytes40 Mac;
    [NativeName("szDeviceType")] public Bytes32 DeviceType;
    [NativeName("byManuFactory")] public byte Manufactory;
    [NativeName("byDefinition")] public byte Definition;
    [NativeName("bDhcpEn")] public byte Dhcp;
    [NativeName("byReserved1")] public byte Reserved1;
    [NativeName("verifyData")] public Bytes88 VerifyData;
    [NativeName("szSerialNo")] public Bytes48 Serial;
    [NativeName("szDevSoftVersion")] public Bytes128 SoftwareVersion;
    [NativeName("szDetailType")] public Bytes32 DetailType;
    [NativeName("szVendor")] public Bytes128 Vendor;
    [NativeName("szDevName")] public Bytes64 Name;
    [NativeName("szUserName")] public Bytes16 User;
    [NativeName("szPassWord")] public Bytes16 Password;
    [NativeName("nHttpPort")] public ushort HttpPort;
    [NativeName("wVideoInputCh")] public ushort VideoInputs;
    [NativeName("wRemoteVideoInputCh")] public ushort RemoteVideoInputs;
    [NativeName("wVideoOutputCh")] public ushort VideoOutputs;
    [NativeName("wAlarmInputCh")] public ushort AlarmInputs;
    [NativeName("wAlarmOutputCh")] public ushort AlarmOutputs;
    [NativeName("bNewWordLen")] public int HasNewPassword;
    [NativeName("szNewPassWord")] public Bytes64 NewPassword;
    [NativeName("byInitStatus")] public byte InitStatus;
    [NativeName("byPwdResetWay")] public byte PasswordResetWay;
    [NativeName("bySpecialAbility")] public byte SpecialAbility;
    [NativeName("szNewDetailType")] public Bytes64 NewDetailType;
    [NativeName("bNewUserName")] public int HasNewUser;
    [NativeName("szNewUserName")] public Bytes64 NewUser;
    [NativeName("byPwdFindVersion")] public byte PasswordFindVersion;
    [NativeName("szDeviceID")] public Bytes24 DeviceId;
    [NativeName("dwUnLoginFuncMask")] public uint UnLoginFunctionMask;
    [NativeName("szMachineGroup")] public Bytes64 MachineGroup;
    [NativeName("emIPVersionFrom")] public int IpVersionFrom;
    [NativeName("szCountryCode")] public Bytes3 CountryCode;
    [NativeName("cReserved")] public Bytes5 Reserved2;
}

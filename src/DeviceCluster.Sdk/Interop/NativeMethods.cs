using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeviceCluster.Sdk.Live;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Sdk.Interop;

/// <summary>The device maker's ABI as netsdk_open.h has it, one declaration for one function. Nothing else may be declared here.</summary>
internal static unsafe partial class NativeMethods
{
    /// <summary>A name, not a file: <see cref="LibraryBinding"/> says which library it is.</summary>
    public const string Library = "netsdk";

    [LibraryImport(Library, EntryPoint = "CLIENT_InitEx")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int InitEx(
        delegate* unmanaged[Cdecl]<nint, byte*, int, nint, void> onDisconnect, nint user, NativeInitParam* param);

    [LibraryImport(Library, EntryPoint = "CLIENT_Cleanup")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void Cleanup();

    [LibraryImport(Library, EntryPoint = "CLIENT_GetLastError")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial uint GetLastError();

    [LibraryImport(Library, EntryPoint = "CLIENT_GetSDKVersion")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial uint GetSdkVersion();

    [LibraryImport(Library, EntryPoint = "CLIENT_SetNetworkParam")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetNetworkParam(NativeNetParam* param);

    [LibraryImport(Library, EntryPoint = "CLIENT_SetConnectTime")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetConnectTime(int milliseconds, int tries);

    [LibraryImport(Library, EntryPoint = "CLIENT_LoginWithHighLevelSecurity")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint Login(NativeLoginIn* request, NativeLoginOut* outcome);

    [LibraryImport(Library, EntryPoint = "CLIENT_Logout")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Logout(nint login);

    [LibraryImport(Library, EntryPoint = "CLIENT_QueryDevState")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int QueryDeviceState(nint login, int kind, byte* buffer, int length, int* written, int waitMilliseconds);

    [LibraryImport(Library, EntryPoint = "CLIENT_RealPlayEx")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint RealPlay(LoginHandle login, int channel0, nint window, int kind);

    [LibraryImport(Library, EntryPoint = "CLIENT_SetRealDataCallBackEx2")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SetRealDataCallback(
        LiveHandle live, delegate* unmanaged[Cdecl]<nint, uint, byte*, uint, nint, nint, void> onData, nint user, uint flag);

    [LibraryImport(Library, EntryPoint = "CLIENT_StopRealPlayEx")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int StopRealPlay(nint live);

    [LibraryImport(Library, EntryPoint = "CLIENT_StartSearchDevicesEx")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint StartSearch(NativeSearchIn* request, NativeSearchOut* outcome);

    [LibraryImport(Library, EntryPoint = "CLIENT_StopSearchDevices")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int StopSearch(nint search);
}

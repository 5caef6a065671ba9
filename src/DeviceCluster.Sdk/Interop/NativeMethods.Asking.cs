using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <remarks>The questions and orders; a login is the number that <see cref="LoginUse"/> holds.</remarks>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "CLIENT_SetOptimizeMode")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SetOptimizeMode(int kind, void* value);

    [LibraryImport(Library, EntryPoint = "CLIENT_SearchDevicesByIPs")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SearchByAddresses(
        NativeAddressSearch* request, delegate* unmanaged[Cdecl]<NativeFoundDevice*, nint, void> onFound, nint user, byte* localAddress,
        uint waitMilliseconds);

    [LibraryImport(Library, EntryPoint = "CLIENT_GetDevConfig")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int GetDeviceConfig(
        nint login, uint command, int channel, void* buffer, uint size, uint* written, int waitMilliseconds);

    [LibraryImport(Library, EntryPoint = "CLIENT_SetDevConfig")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SetDeviceConfig(nint login, uint command, int channel, void* buffer, uint size, int waitMilliseconds);

    [LibraryImport(Library, EntryPoint = "CLIENT_GetNewDevConfig")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int GetTable(
        nint login, byte* name, int channel0, byte* buffer, uint size, int* error, int waitMilliseconds);

    [LibraryImport(Library, EntryPoint = "CLIENT_SetNewDevConfig")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SetTable(
        nint login, byte* name, int channel0, byte* table, uint size, int* error, int* restart, int waitMilliseconds);

    [LibraryImport(Library, EntryPoint = "CLIENT_QueryNewSystemInfoEx")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int QuerySystemInfo(
        nint login, byte* question, int channel0, byte* buffer, uint size, int* error, void* more, int waitMilliseconds);

    [LibraryImport(Library, EntryPoint = "CLIENT_RebootDev")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Reboot(nint login);

    [LibraryImport(Library, EntryPoint = "CLIENT_ControlDevice")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ControlDevice(nint login, int what, void* value, int waitMilliseconds);

    [LibraryImport(Library, EntryPoint = "CLIENT_SetSnapRevCallBack")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetPictureCallback(delegate* unmanaged[Cdecl]<nint, byte*, uint, uint, uint, nint, void> onPicture, nint user);

    [LibraryImport(Library, EntryPoint = "CLIENT_SnapPictureEx")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SnapPicture(nint login, NativeSnapParams* order, int* reserved);

    [LibraryImport(Library, EntryPoint = "CLIENT_InitDevAccount")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int InitialiseAccount(NativeAccountIn* request, NativeAccountOut* outcome, uint waitMilliseconds, byte* localAddress);

    [LibraryImport(Library, EntryPoint = "CLIENT_DHPTZControlEx2")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ControlPtz(
        nint login, int channel0, uint command, int first, int second, int third, int stop, void* fourth);
}

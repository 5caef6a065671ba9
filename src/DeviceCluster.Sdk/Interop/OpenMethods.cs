using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary>What only libnetsdk_open.so exports: NETSDK_OPEN_* of netsdk_open.h. The vendor's library has none of it.</summary>
internal static unsafe partial class OpenMethods
{
    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_Version")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial byte* Version();

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_StructSize")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial uint StructSize(byte* name);

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_FieldOffset")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial uint FieldOffset(byte* name, byte* field);

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_LastLoginStage")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int LastLoginStage();

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_LastOrderSent")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int LastOrderSent();

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_Abort")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Abort(nint login);

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_SetLimits")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SetLimits(NativeLimits* limits);

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_GetFigures")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int GetFigures(NativeFiguresOut* figures);

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_SetSnapFailedCallBack")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetPictureFailedCallback(delegate* unmanaged[Cdecl]<nint, uint, uint, nint, void> onFailed, nint user);

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_SetSnapGuard")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SetPictureGuard(uint milliseconds);

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_SetHttpPort")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SetHttpPort(nint login, uint port);

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_GetHttpPort")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int GetHttpPort(nint login, uint* port, int* source);

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_AllowPlainLogin")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int AllowPlainLogin(int allow);

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_SetJsonPort")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SetJsonPort(nint login, uint port);

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_SearchBinary")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SearchBinary(int on);

    [LibraryImport(NativeMethods.Library, EntryPoint = "NETSDK_OPEN_LastPasswordRule")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int LastPasswordRule();
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary>What only some versions of libnetsdk_open.so export; <see cref="LoadedLibrary"/> says whether this one does.</summary>
internal static unsafe partial class OptionalMethods
{
    public const string ExpectSerialExport = "NETSDK_OPEN_ExpectSerial";

    [LibraryImport(NativeMethods.Library, EntryPoint = ExpectSerialExport)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ExpectSerial(byte* serial);
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary>What the vendor has in a library of its own, libdhconfigsdk.so, and ours in the same as the rest.</summary>
internal static unsafe partial class ConfigMethods
{
    /// <summary>A name, not a file: <see cref="LibraryBinding"/> says which library it is.</summary>
    public const string Library = "netsdk-config";

    [LibraryImport(Library, EntryPoint = "CLIENT_ParseData")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int ParseData(byte* question, byte* answer, void* buffer, uint size, void* written);
}

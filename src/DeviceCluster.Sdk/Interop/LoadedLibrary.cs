using System.Reflection;
using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary>A native library that was opened and found fit: right machine, all functions, right version, same layouts.</summary>
internal sealed unsafe record LoadedLibrary(nint Handle, string Path, string? OpenVersion, int LayoutsChecked)
{
    /// <summary>It can be told which device a login is for, so that no other gets a proof of the password.</summary>
    public bool ExpectsSerial { get; init; }

    /// <summary>It refuses to send anything to a device once it was not fed in time.</summary>
    public bool HasWatchdog { get; init; }

    public const string Setting = "DeviceCluster:Sdk:LibraryPath";

    private const string VersionExport = "NETSDK_OPEN_Version";
    private const string OpenMajor = "0.";

    /// <summary>Where <see cref="ConfigMethods"/> are: in ours itself, beside the vendor's.</summary>
    /// <exception cref="SdkUnavailableException">It is not there.</exception>
    public nint ConfigHandle()
    {
        if (OpenVersion is not null)
            return Handle;
        var file = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, VendorLibrary.Companion);
        return NativeLibrary.TryLoad(file, out var companion) || NativeLibrary.TryLoad(VendorLibrary.Companion, out companion)
            ? companion
            : throw new SdkUnavailableException($"{file} could not be loaded; the vendor's library needs it to read capabilities");
    }

    /// <summary>Each function of the ABI: whether the library has it, and whether it is called here.</summary>
    public IReadOnlyList<SdkFunction> Functions()
    {
        var called = Imports(typeof(NativeMethods)).Concat(Imports(typeof(ConfigMethods))).ToHashSet();
        return
        [
            .. from symbol in SdkFunctions.OfManual.Concat(SdkFunctions.Related)
               select new SdkFunction(symbol, SdkFunctions.OfManual.Contains(symbol), Has(symbol), called.Contains(symbol)),
        ];
    }

    /// <summary>Whether what was loaded is still the file at its path: the loader keeps the old one when another is put there.</summary>
    public bool IsFileInPlace()
    {
        var real = File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? Path;
        return File.ReadLines("/proc/self/maps").Any(line => line.EndsWith(real, StringComparison.Ordinal));
    }

    private bool Has(string symbol) =>
        NativeLibrary.TryGetExport(Handle, symbol, out _) || NativeLibrary.TryGetExport(ConfigHandle(), symbol, out _);

    /// <exception cref="SdkUnavailableException">The message says what is wrong and what to do.</exception>
    public static LoadedLibrary Open(string path)
    {
        LibraryFile.Check(path);
        var handle = Load(path);
        try
        {
            RequireExports(handle, path, typeof(NativeMethods));
            if (!NativeLibrary.TryGetExport(handle, VersionExport, out var version))
            {
                VendorLibrary.CheckSearchPath(path, VendorLibrary.FoldersAtStart());
                return new LoadedLibrary(handle, path, OpenVersion: null, LayoutsChecked: 0);
            }

            var text = ReadVersion(version, path);
            RequireExports(handle, path, typeof(OpenMethods));
            RequireExports(handle, path, typeof(ConfigMethods));
            return new LoadedLibrary(handle, path, text, LayoutCheck.Run(handle, path))
            {
                ExpectsSerial = NativeLibrary.TryGetExport(handle, OptionalMethods.ExpectSerialExport, out _),
                HasWatchdog = NativeLibrary.TryGetExport(handle, OptionalMethods.WatchdogExport, out _),
            };
        }
        catch
        {
            NativeLibrary.Free(handle);
            throw;
        }
    }

    /// <summary>The C names that a class imports, read from the imports themselves so that no list can fall behind.</summary>
    public static IEnumerable<string> Imports(Type imports) => imports
        .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Select(m => m.GetCustomAttribute<DllImportAttribute>()?.EntryPoint)
        .OfType<string>()
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static nint Load(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new SdkUnavailableException(
                $"{path} could not be loaded: {e.Message.ReplaceLineEndings(" ").Trim()} If a library it needs is missing, "
                + $"its folder must be in LD_LIBRARY_PATH before this program starts. Another library is chosen by the setting {Setting}.",
                e);
        }
    }

    private static void RequireExports(nint handle, string path, Type imports)
    {
        var missing = Imports(imports).Where(name => !NativeLibrary.TryGetExport(handle, name, out _)).ToArray();
        if (missing.Length > 0)
        {
            throw new SdkUnavailableException(
                $"{path} lacks {string.Join(", ", missing)}: it is another library, or too old for this program. "
                + $"Build ours again with ./run build, or choose another by the setting {Setting}.");
        }
    }

    private static string ReadVersion(nint export, string path)
    {
        var version = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)export)()) ?? "";
        if (!version.StartsWith(OpenMajor, StringComparison.Ordinal))
        {
            throw new SdkUnavailableException(
                $"{path} is version '{version}', this program needs {OpenMajor}x. Build it again with ./run build, "
                + $"or choose another by the setting {Setting}.");
        }

        return version;
    }
}

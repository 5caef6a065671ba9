using System.Runtime.InteropServices;

namespace DeviceCluster.Sdk.Interop;

/// <summary>Leads the imports of this assembly to the one library that was chosen. It cannot be changed while the process lives.</summary>
internal static class LibraryBinding
{
    private static readonly Lock Gate = new();
    private static LoadedLibrary? s_bound;

    /// <exception cref="InvalidOperationException">Another library is bound.</exception>
    public static LoadedLibrary Bind(string path)
    {
        lock (Gate)
        {
            if (s_bound is not null)
            {
                return s_bound.Path == path
                    ? s_bound
                    : throw new InvalidOperationException($"this process runs on {s_bound.Path}; {path} needs a process of its own");
            }

            s_bound = LoadedLibrary.Open(path);
            NativeLibrary.SetDllImportResolver(
                typeof(LibraryBinding).Assembly, (name, _, _) => name switch
                {
                    NativeMethods.Library => s_bound.Handle,
                    ConfigMethods.Library => s_bound.ConfigHandle(),
                    _ => 0,
                });
            return s_bound;
        }
    }
}

using System.Runtime.InteropServices;
using System.Text;

namespace DeviceCluster.Sdk.Interop;

/// <summary>What the vendor's library needs around it.</summary>
/// <remarks>
/// It opens its companions by bare name while it works. The loader looks for those in LD_LIBRARY_PATH as it was when the process started,
/// or where the system's loader configuration points; a program cannot make up for it later.
/// </remarks>
internal static class VendorLibrary
{
    public const string Companion = "libdhconfigsdk.so";

    private const string Variable = "LD_LIBRARY_PATH";

    public static void CheckSearchPath(string path, IEnumerable<string> foldersAtStart)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!foldersAtStart.Contains(folder) && !NativeLibrary.TryLoad(Companion, out _))
        {
            throw new SdkUnavailableException(
                $"{path} is not our library but the vendor's (it has no NETSDK_OPEN_Version), and {Companion} and its other companions "
                + $"cannot be found: start this program with {Variable}={folder}. Set inside the running program it has no effect.");
        }
    }

    public static IEnumerable<string> FoldersAtStart() => Folders(File.ReadAllBytes("/proc/self/environ"));

    internal static IEnumerable<string> Folders(byte[] environment) => Encoding.UTF8.GetString(environment)
        .Split('\0')
        .Where(line => line.StartsWith(Variable + "=", StringComparison.Ordinal))
        .SelectMany(line => line[(Variable.Length + 1)..].Split(':', StringSplitOptions.RemoveEmptyEntries))
        .Select(Path.TrimEndingDirectorySeparator);
}

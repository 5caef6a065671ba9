using DeviceCluster.Sdk;

namespace DeviceCluster.Node.Hosting;

/// <summary>Where the native library is when no setting says so: beside the program, or where this tree builds it.</summary>
internal static class LibraryFinder
{
    private static readonly string Built = Path.Combine("artifacts", "native", "release", SdkOptions.DefaultLibrary);

    public static SdkOptions Find(SdkOptions options)
    {
        if (options.LibraryPath.Length > 0 || File.Exists(Path.Combine(AppContext.BaseDirectory, SdkOptions.DefaultLibrary)))
            return options;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, Built);
            if (File.Exists(file))
                return options with { LibraryPath = file };
        }
        return options;
    }
}

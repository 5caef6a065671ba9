using System.Reflection;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>Where the programs and the native library were built.</summary>
internal static class Programs
{
    // Debug or release, as this assembly itself.
    private static readonly string Flavour = new DirectoryInfo(AppContext.BaseDirectory).Name;

    public static string Node { get; } = Path.Combine(Metadata("Programs"), "DeviceCluster.Node", Flavour, "DeviceCluster.Node");

    public static string Pbm { get; } = Path.Combine(Metadata("Programs"), "DeviceCluster.Pbm", Flavour, "pbm");

    public static string Library { get; } =
        Environment.GetEnvironmentVariable("DEVICECLUSTER_NETSDK") is { Length: > 0 } set ? set
        : Path.GetFullPath(Path.Combine(Metadata("Root"), "artifacts", "native", "release", "libnetsdk_open.so"));

    /// <summary>Of the tree.</summary>
    public static string Root { get; } = Path.GetFullPath(Metadata("Root"));

    public static string CertificateScript { get; } = Path.GetFullPath(Path.Combine(Metadata("Root"), "scripts", "dev-certificates.sh"));

    private static string Metadata(string key) =>
        typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}

/// <summary>A test of the whole node; it needs the native library, which ./run build makes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WholeNodeFactAttribute : FactAttribute
{
    public WholeNodeFactAttribute()
    {
        if (!File.Exists(Programs.Library))
            Skip = $"{Programs.Library} is not there: ./run build makes it";
    }
}

using System.Reflection;

namespace DeviceCluster.Sdk.Tests.Support;

/// <summary>Where the header and the library under test are.</summary>
internal static class TestFiles
{
    public static string HeaderFolder => Metadata("NativeInclude");

    /// <summary>The map of the vendor's functions.</summary>
    public static string Map => Metadata("NetsdkMap");

    /// <summary>The release build, unless DEVICECLUSTER_NETSDK names another (a sanitizer build, say).</summary>
    public static string Library => Environment.GetEnvironmentVariable("DEVICECLUSTER_NETSDK") is { Length: > 0 } chosen
        ? chosen
        : Metadata("NativeLibrary");

    private static string Metadata(string key) => typeof(TestFiles).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}

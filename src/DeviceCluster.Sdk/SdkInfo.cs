using System.Globalization;

namespace DeviceCluster.Sdk;

/// <summary>Which library is loaded; <c>OpenVersion</c> is null for the vendor's, <c>LayoutsChecked</c> counts structs compared.</summary>
public sealed record SdkInfo(string Path, uint Version, string? OpenVersion, int LayoutsChecked)
{
    /// <summary><see cref="Version"/> as people write it: major.minor.build.</summary>
    public string VersionText =>
        string.Create(CultureInfo.InvariantCulture, $"{Version / 10_000_000}.{Version / 100_000 % 100}.{Version % 100_000}");
}

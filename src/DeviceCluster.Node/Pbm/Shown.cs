using System.Globalization;

namespace DeviceCluster.Node.Pbm;

/// <summary>Times and counts as every table shows them.</summary>
internal static class Shown
{
    public static string Time(DateTimeOffset? at) =>
        at?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    public static string Exact(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>Beside UTC: +02:00.</summary>
    public static string Zone(TimeSpan zone) => (zone < TimeSpan.Zero ? "-" : "+") + zone.ToString(@"hh\:mm", CultureInfo.InvariantCulture);

    public static string Degrees(double? degrees) => degrees?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    public static string Devices(int count) => count == 1 ? "1 device" : $"{Number(count)} devices";

    public static string YesNo(bool yes) => yes ? "yes" : "no";
}

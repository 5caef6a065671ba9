using System.Globalization;
using DeviceCluster.Sdk;

namespace DeviceCluster.Node.Pbm.Palettes;

/// <summary>The library's errors together with the numbers by which devices tell the outcome of a login.</summary>
internal static class SdkErrorRows
{
    /// <summary>As <see cref="SdkErrors.Find"/>, and those that are a login's outcome of this number.</summary>
    public static IReadOnlyList<SdkError> Find(string text) =>
        [.. SdkErrors.Find(text).Concat(SdkErrors.OfLogins.Where(login => Number(login.LoginError) == text).Select(login => login.Error)).DistinctBy(error => error.Code)];

    /// <summary>The number by which a device tells it; empty where it is no outcome of a login.</summary>
    public static string LoginOf(SdkError error) =>
        string.Join(", ", SdkErrors.OfLogins.Where(login => login.Error.Code == error.Code).Select(login => Number(login.LoginError)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using DeviceCluster.Pbm.V1;

namespace DeviceCluster.Pbm.Output;

/// <summary>How the SDK calls the failure of a call at a device, as people write it: 0x80000007 and its name.</summary>
internal static class SdkErrorText
{
    public static string Number(Exit exit) => string.Create(CultureInfo.InvariantCulture, $"0x{exit.SdkError:X8}");

    /// <summary>What the words of the error do not say already; null where there is nothing to add.</summary>
    public static string? Beside(Exit exit) => exit.SdkError == 0 || exit.Error.Contains(Number(exit), StringComparison.OrdinalIgnoreCase)
        ? null
        : $"SDK error {Number(exit)} {exit.SdkErrorName}";
}

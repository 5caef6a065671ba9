using System.Globalization;

namespace DeviceCluster.Contracts.Devices;

/// <summary>What the SDK calls the cause of a refusal: <paramref name="Code"/> as CLIENT_GetLastError gives it, 0x80000000 | n, and its name.</summary>
public sealed record DeviceError(uint Code, string Name)
{
    /// <summary>Characters of a name at most.</summary>
    public const int MaxName = 64;

    /// <summary>The code as people write it: 0x80000007.</summary>
    public string Number => string.Create(CultureInfo.InvariantCulture, $"0x{Code:X8}");
}

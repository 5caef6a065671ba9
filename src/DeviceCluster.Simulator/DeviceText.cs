namespace DeviceCluster.Simulator;

/// <summary>What every virtual device says of itself.</summary>
internal static class DeviceText
{
    public const string Vendor = "Dahua";
    public const string Version = "4.001.0000001.0";
    public const string BuildDate = "2025-06-01";
}

namespace DeviceCluster.Simulator;

/// <summary>What every virtual device says of itself.</summary>
internal static class DeviceText
{
    public const string Vendor = "Dahua";
}

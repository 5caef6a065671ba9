namespace DeviceCluster.Contracts.Devices;

/// <summary>Where a device listens for DVRIP: an IPv4 or IPv6 address or a host name, and a TCP port.</summary>
public sealed record DeviceAddress(string Host, int Port = DeviceAddress.DefaultPort)
{
    public const int DefaultPort = 37777;

    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}

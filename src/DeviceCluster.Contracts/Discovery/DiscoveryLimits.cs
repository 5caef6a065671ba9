namespace DeviceCluster.Contracts.Discovery;

/// <summary>How long and how large searches may be.</summary>
public static class DiscoveryLimits
{
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Addresses in one probe.</summary>
    public const int Addresses = 256;

    /// <summary>Devices in one answer, and fewer where their texts are long: it stays below the 64 KB that a message between nodes may have.</summary>
    public const int Devices = 500;

    /// <summary>Characters of one text that a device tells of itself.</summary>
    public const int Text = 256;

    /// <summary>Bytes of the first account's name, and of its password.</summary>
    public const int Name = 127;

    /// <summary>Bytes of the phone number for resets.</summary>
    public const int Phone = 31;

    /// <summary>Bytes of the mail address for resets.</summary>
    public const int Mail = 63;
}

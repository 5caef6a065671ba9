namespace DeviceCluster.Sdk;

/// <summary>One error of the ABI: code, the vendor's name of it, and words for people.</summary>
public sealed record SdkError(uint Code, string Name, string Words)
{
    private const uint Flag = 0x80000000;

    /// <summary>As the manual's table counts it: the code without its highest bit.</summary>
    public long Number => Code == uint.MaxValue ? -1 : Code & ~Flag;
}

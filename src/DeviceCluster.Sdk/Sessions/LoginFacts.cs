namespace DeviceCluster.Sdk.Sessions;

/// <summary>What a device tells of itself at login. <c>DeviceType</c> is the ABI's number.</summary>
public sealed record LoginFacts(string Serial, int Channels, int DeviceType)
{
    /// <summary>0 also when it was not asked, or did not tell in time; so with the others.</summary>
    public int Disks { get; init; }

    public int AlarmInputs { get; init; }

    public int AlarmOutputs { get; init; }
}

namespace DeviceCluster.Domain.Tests.Fencing;

/// <summary>What a keeper could get wrong although the rules are right.</summary>
internal sealed record SimMutant
{
    public bool FeedsAlways { get; init; }

    public bool VouchesForAll { get; init; }

    public bool TakesByEpochAlone { get; init; }
}

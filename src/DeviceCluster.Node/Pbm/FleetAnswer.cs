namespace DeviceCluster.Node.Pbm;

/// <summary>What one of many devices answered: a cell for each column, and bytes where a file is wanted.</summary>
internal sealed record FleetAnswer(params string?[] Cells)
{
    public ReadOnlyMemory<byte> File { get; init; }
}

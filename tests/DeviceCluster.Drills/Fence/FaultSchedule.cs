namespace DeviceCluster.Drills.Fence;

/// <summary>One round of a drill: some faults, after whose end everything is healed.</summary>
internal sealed record FaultSchedule(int Number, IReadOnlyList<Fault> Faults)
{
    public TimeSpan Start => Faults.Min(fault => fault.At);

    public TimeSpan End => Faults.Max(fault => fault.End);

    public override string ToString() => $"#{Number} {string.Join(", ", Faults)}";
}

namespace DeviceCluster.Domain.Fencing;

/// <summary>A row that this node took. <paramref name="BeatSent"/>: when the last statement that proved it was sent, by this node's monotonic clock.</summary>
public sealed record HeldRow(string Shard, long Epoch, TimeSpan BeatSent)
{
    public TimeSpan Age(TimeSpan now) => now - BeatSent;

    /// <summary>
    /// What a beat's answer means for this row: kept, and as young as the statement; or lost (null), because the table knows another owner or epoch.
    /// </summary>
    public HeldRow? On(BeatAnswer answer) =>
        answer.Epochs.TryGetValue(Shard, out var epoch) && epoch == Epoch ? this with { BeatSent = answer.Sent } : null;
}

/// <summary>Which of the rows that a beat was for have this node as their owner, with the epochs they have.</summary>
public sealed record BeatAnswer(TimeSpan Sent, IReadOnlyDictionary<string, long> Epochs);

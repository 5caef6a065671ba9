namespace DeviceCluster.Domain.Fencing;

/// <summary>
/// A row that is waited for, and since when it has been read as it is. A failed read ends the watch, and so does a read while this cluster does not
/// hold most of the nodes that there are: then an owner that cannot beat may have them.
/// </summary>
public sealed record RowWatch(FenceRow Row, TimeSpan Since)
{
    public static RowWatch On(RowWatch? before, FenceRow read, bool hasMost, TimeSpan now) =>
        hasMost && before?.Row == read ? before : new RowWatch(read, now);
}

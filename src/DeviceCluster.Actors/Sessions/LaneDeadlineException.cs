namespace DeviceCluster.Actors.Sessions;

/// <summary>A call on a lane was not done in its time. <see cref="Started"/> is false when it was never made and never will be.</summary>
public sealed class LaneDeadlineException(string message, bool started) : TimeoutException(message)
{
    public bool Started { get; } = started;
}

namespace DeviceCluster.Actors.Sessions;

/// <summary>One call on a lane, of any result; what the lane knows of it under its lock.</summary>
internal abstract class LaneCall(long queued, TimeSpan deadline)
{
    public long Queued { get; } = queued;

    public TimeSpan Deadline { get; } = deadline;

    /// <summary>Its place in the queue; null once a thread has it or it has expired there.</summary>
    public LinkedListNode<LaneCall>? Node { get; set; }

    /// <summary>The deadline passed while the call ran.</summary>
    public bool Overdue { get; set; }

    public abstract bool Ended { get; }

    /// <summary>Gives it the timer of its deadline, once.</summary>
    public abstract void Arm(ITimer deadline);

    public abstract void Run();

    public abstract void Fail(Exception reason);
}

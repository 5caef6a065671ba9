namespace DeviceCluster.Contracts.Devices;

/// <summary>A <see cref="SessionRequest"/> with the one who makes it. Answered as the request is.</summary>
public sealed record SessionOrder(SessionRequest Request, Origin By) : IForDevice
{
    public DeviceId Device => Request.Device;

    /// <summary>
    /// After this it is refused, however it came to be late: its asker has given up, or is about to. Null where nobody set one.
    /// </summary>
    public Deadline? BeginBefore { get; init; }

    /// <summary>
    /// As it is sent by an asker who waits so long from now on: it begins in the first half of that or not at all, for the other is needed to carry it out and
    /// to answer. What <see cref="SessionRequest.IsNeverLate">is never late</see> has no such limit.
    /// </summary>
    public SessionOrder Within(TimeSpan patience, TimeProvider clock) =>
        Request.IsNeverLate ? this : this with { BeginBefore = Deadline.In(patience / 2, clock) };
}

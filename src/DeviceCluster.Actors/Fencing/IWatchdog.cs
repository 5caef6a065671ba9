namespace DeviceCluster.Actors.Fencing;

/// <summary>The latch in the native library, and the kernel's timer behind it; disposed of, neither is there any more. A seam for tests.</summary>
internal interface IWatchdog : IDisposable
{
    /// <summary>Nothing is sent to any device, until a feed with a beat that was sent after the trip.</summary>
    bool IsTripped { get; }

    long Trips { get; }

    /// <summary>
    /// Not later than the set time after the last feed. <paramref name="beatSent"/>: when the last statement that proved this node's rows was sent, by
    /// the <see cref="BootClock"/>.
    /// </summary>
    void Feed(TimeSpan beatSent);
}

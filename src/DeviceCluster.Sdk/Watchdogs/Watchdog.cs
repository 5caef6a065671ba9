namespace DeviceCluster.Sdk.Watchdogs;

/// <summary>
/// Keeps this process from speaking to devices that may be another's by now. Not fed for the trip time, the library resets every connection
/// and sends nothing until a feed proves a beat made after that; not fed for the kill time, the kernel kills the process, stopped or not. All
/// by CLOCK_BOOTTIME. One per process. Whoever drops it without <see cref="Dispose"/> is killed.
/// </summary>
public sealed class Watchdog : IDisposable
{
    private static int s_armed;

    private readonly Lock _gate = new();
    private readonly KernelTimer _timer;
    private readonly long _kill;
    private bool _disposed;

    private Watchdog(bool hasLatch, KernelTimer timer, TimeSpan kill)
    {
        HasLatch = hasLatch;
        _timer = timer;
        _kill = Nanoseconds(kill);
    }

    /// <summary>False with the vendor's library and with versions of ours that lack it: then there is only the kernel's timer.</summary>
    public bool HasLatch { get; }

    /// <summary>CLOCK_BOOTTIME in nanoseconds, in which beats are told.</summary>
    public static long Now => BootClock.Now;

    /// <summary>The latch has tripped and is not open again: logins are refused with <see cref="SdkErrors.NotNow"/>.</summary>
    public bool IsTripped => HasLatch && Latch.Now().Tripped != 0;

    /// <summary>How often the latch has tripped in this process; each time every login was lost.</summary>
    public long Trips => HasLatch ? (long)Latch.Now().Trips : 0;

    /// <summary>Begins to watch. It counts as the first feed, but opens no latch that has tripped.</summary>
    /// <exception cref="InvalidOperationException">One is armed already.</exception>
    /// <exception cref="SdkUnavailableException">The kernel has no timer to give.</exception>
    public static Watchdog Arm(NetSdk sdk, TimeSpan trip, TimeSpan kill)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trip, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(kill, trip);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kill, TimeSpan.FromDays(1));
        if (Interlocked.Exchange(ref s_armed, 1) != 0)
            throw new InvalidOperationException("a watchdog is armed already: one per process");

        KernelTimer? timer = null;
        try
        {
            timer = new KernelTimer();
            var watchdog = new Watchdog(sdk.Library.HasWatchdog, timer, kill);
            timer.KillAt(Now + watchdog._kill);
            if (watchdog.HasLatch)
                Latch.Arm(trip);
            return watchdog;
        }
        catch
        {
            timer?.Dispose();
            Volatile.Write(ref s_armed, 0);
            throw;
        }
    }

    /// <summary>
    /// Puts the kernel's timer off, tripped or not: whoever may not go on living must not feed. Feeds the latch.
    /// </summary>
    /// <param name="beatSentAt">When, by <see cref="Now"/>, the last successful proof that the sessions are ours was sent.</param>
    /// <returns>False while the latch is tripped; it opens again only by a beat sent after the trip.</returns>
    public bool Feed(long beatSentAt)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var now = Now;
            ArgumentOutOfRangeException.ThrowIfNegative(beatSentAt);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(beatSentAt, now);
            _timer.KillAt(now + _kill);
            return !HasLatch || Latch.Feed(beatSentAt);
        }
    }

    /// <summary>Disarms both. A latch that has tripped opens, but what was connected before stays lost.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _timer.Dispose();
            if (HasLatch)
                Latch.Disarm();
            Volatile.Write(ref s_armed, 0);
        }
    }

    private static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;
}

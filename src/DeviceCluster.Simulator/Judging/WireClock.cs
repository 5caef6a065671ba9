namespace DeviceCluster.Simulator.Judging;

/// <summary>Orders what was seen by a clock that never jumps, and tells it in UTC.</summary>
internal sealed class WireClock(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _startStamp = time.GetTimestamp();

    public long Now => time.GetTimestamp();

    public TimeSpan Between(long from, long until) => time.GetElapsedTime(from, until);

    public DateTimeOffset Utc(long stamp) => _start + time.GetElapsedTime(_startStamp, stamp);
}

namespace DeviceCluster.Actors.Sessions;

/// <summary>So many at once, then so many a second. Takers reserve: who comes later waits longer, and nobody overtakes.</summary>
internal sealed class TokenBucket(double perSecond, int burst, TimeProvider time)
{
    private double _tokens = burst;
    private long _at = time.GetTimestamp();

    public bool IsFull
    {
        get
        {
            Refill();
            return _tokens >= burst;
        }
    }

    /// <summary>How long the taker has to wait; the token is his.</summary>
    public TimeSpan Take()
    {
        Refill();
        _tokens -= 1;
        return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / perSecond);
    }

    private void Refill()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_at, now).TotalSeconds * perSecond));
        _at = now;
    }
}

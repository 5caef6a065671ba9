namespace DeviceCluster.Client.Asking;

/// <summary>Counts the questions that have no answer yet; there are never more than may be.</summary>
internal sealed class InFlight(int limit)
{
    private int _count;

    public int Limit => limit;

    public int Count => Volatile.Read(ref _count);

    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= limit)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _count);
}

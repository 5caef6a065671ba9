namespace DeviceCluster.Actors;

/// <summary>What the actors of a node count together; shown as metrics.</summary>
internal sealed class Counters
{
    private long _stale;
    private long _reopened;
    private long _questions;
    private long _orders;
    private long _refusedQuestions;
    private long _refusedOrders;
    private long _impatient;

    /// <summary>News of logins for an incarnation that is gone.</summary>
    public long Stale => Interlocked.Read(ref _stale);

    /// <summary>Live sources that fell silent and were opened anew.</summary>
    public long Reopened => Interlocked.Read(ref _reopened);

    /// <summary>Requests over sessions that were not begun, because they had waited too long for their turn.</summary>
    public long Impatient => Interlocked.Read(ref _impatient);

    /// <summary>Requests over sessions that were answered.</summary>
    public long Requests(bool orders, bool refused) => Interlocked.Read(ref Request(orders, refused));

    public void CountStale() => Interlocked.Increment(ref _stale);

    public void CountReopened() => Interlocked.Increment(ref _reopened);

    public void CountImpatient() => Interlocked.Increment(ref _impatient);

    public void CountRequest(bool order, bool refused) => Interlocked.Increment(ref Request(order, refused));

    private ref long Request(bool order, bool refused)
    {
        if (order)
            return ref refused ? ref _refusedOrders : ref _orders;
        return ref refused ? ref _refusedQuestions : ref _questions;
    }
}

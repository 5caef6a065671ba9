namespace DeviceCluster.Actors.Discovery;

/// <summary>
/// How many searches, probes and first accounts this node makes at once, whoever asked: each may hold a thread of the lane on which cameras are stopped, too.
/// </summary>
internal sealed class DiscoveryPlaces
{
    public const int Most = 4;

    private readonly object _gate = new();
    private int _taken;

    /// <exception cref="RefusedException">None is free.</exception>
    public Place Take()
    {
        lock (_gate)
        {
            if (_taken == Most)
                throw new RefusedException(DiscoveryRefusals.Busy(_taken));
            _taken++;
        }

        return new Place(this);
    }

    private void Free()
    {
        lock (_gate)
            _taken--;
    }

    /// <summary>One of them; kept until the native call has really ended, also where nobody waits for it any more.</summary>
    internal sealed class Place(DiscoveryPlaces places)
    {
        private int _freed;

        /// <summary>May be called again.</summary>
        public void Free()
        {
            if (Interlocked.Exchange(ref _freed, 1) == 0)
                places.Free();
        }
    }
}

namespace DeviceCluster.Actors.Jobs;

/// <summary>How many items may begin now: so many a second, and after a pause no more than those of one second.</summary>
internal sealed class JobPace(int perSecond, TimeProvider time)
{
    private double _allowed = perSecond;
    private long _at = time.GetTimestamp();

    public int Allowed
    {
        get
        {
            var now = time.GetTimestamp();
            _allowed = Math.Min(perSecond, _allowed + (time.GetElapsedTime(_at, now).TotalSeconds * perSecond));
            _at = now;
            return (int)_allowed;
        }
    }

    public void Use(int count) => _allowed -= count;
}

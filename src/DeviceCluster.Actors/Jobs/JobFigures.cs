namespace DeviceCluster.Actors.Jobs;

/// <summary>How much the keeper of the jobs has to do now; nothing at a node that does not keep them. Shown as metrics.</summary>
internal sealed class JobFigures
{
    private volatile int _open;
    private volatile int _underWay;

    /// <summary>Jobs that have not ended.</summary>
    public int Open => _open;

    /// <summary>Orders that were sent and have no answer.</summary>
    public int UnderWay => _underWay;

    public void Show(int open, int underWay) => (_open, _underWay) = (open, underWay);
}

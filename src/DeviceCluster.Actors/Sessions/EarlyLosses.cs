namespace DeviceCluster.Actors.Sessions;

/// <summary>Losses that came before the call they belong to had returned; few, and not for long. Under the table's lock.</summary>
internal sealed class EarlyLosses(TimeProvider time)
{
    private const int Most = 256;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private readonly Queue<(long Id, long At)> _losses = new();

    public void Add(long id)
    {
        _losses.Enqueue((id, time.GetTimestamp()));
        while (_losses.Count > Most)
            _losses.Dequeue();
    }

    public bool Has(long id) => _losses.Any(loss => loss.Id == id && time.GetElapsedTime(loss.At) < Kept);
}

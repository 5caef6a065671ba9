using System.Net;

namespace DeviceCluster.Node.Pbm;

/// <summary>Slows down who guesses: after a few wrong secrets a source waits, longer each time; the right one ends it.</summary>
internal sealed class FailureBackoff(TimeProvider time)
{
    private const int Free = 3;
    private const int MaxSources = 4096;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, (int Failures, DateTimeOffset Until)> _sources = [];

    public int Sources
    {
        get
        {
            lock (_gate)
                return _sources.Count;
        }
    }

    /// <summary>How long the source must still wait; zero when it may try.</summary>
    public TimeSpan Wait(IPAddress source)
    {
        lock (_gate)
        {
            var left = _sources.TryGetValue(source, out var entry) ? entry.Until - time.GetUtcNow() : TimeSpan.Zero;
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public void Failed(IPAddress source)
    {
        lock (_gate)
        {
            if (_sources.Count >= MaxSources && !_sources.ContainsKey(source))
                Forget();
            var failures = _sources.GetValueOrDefault(source).Failures + 1;
            _sources[source] = (failures, time.GetUtcNow() + WaitAfter(failures));
        }
    }

    public void Succeeded(IPAddress source)
    {
        lock (_gate)
            _sources.Remove(source);
    }

    private static TimeSpan WaitAfter(int failures) =>
        failures <= Free ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Min(failures - Free - 1, 10))));

    // The one that waits least is let go, so that the table never grows past its bound.
    private void Forget() => _sources.Remove(_sources.MinBy(s => s.Value.Until).Key);
}

using System.Collections.Concurrent;
using DeviceCluster.Node.Telemetry;

namespace DeviceCluster.Node.Live;

/// <summary>Knows every viewer's response; cuts the one whose connection has taken nothing for <see cref="Patience"/>, and counts.</summary>
internal sealed class ViewerWatch : IDisposable
{
    public const long NotWaiting = long.MinValue;

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<MediaResponse, bool> _viewers = new();
    private readonly TimeProvider _time;
    private readonly MediaMeter _meter;
    private readonly ILogger<ViewerWatch> _log;
    private readonly ITimer _timer;

    public ViewerWatch(TimeProvider time, MediaMeter meter, ILogger<ViewerWatch> log)
    {
        (_time, _meter, _log) = (time, meter, log);
        meter.Viewers = () => _viewers.Count;
        _timer = time.CreateTimer(_ => CutTheStuck(), null, Round, Round);
    }

    public int Viewers => _viewers.Count;

    public long Now => _time.GetTimestamp();

    public void Add(MediaResponse viewer) => _viewers[viewer] = true;

    public void Sent(long bytes) => _meter.Sent(bytes);

    public void Remove(MediaResponse viewer, long dropped, long stalls)
    {
        if (_viewers.TryRemove(viewer, out _))
            _meter.Left(dropped, stalls);
    }

    public void Dispose() => _timer.Dispose();

    private void CutTheStuck()
    {
        foreach (var (viewer, _) in _viewers)
        {
            var since = viewer.WaitingSince;
            if (since == NotWaiting || _time.GetElapsedTime(since) < Patience)
                continue;
            _meter.Cut();
            _log.LogInformation("A viewer took nothing for {Seconds} s and was cut", Patience.TotalSeconds);
            viewer.Cut();
        }
    }
}

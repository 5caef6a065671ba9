namespace DeviceCluster.Simulator.Judging;

/// <summary>Judges clients by what the fleet saw on its wire: overlapping sessions, and times in which a device had no owner.</summary>
public sealed class FleetJudge
{
    private const int KeptOverlaps = 20;
    private const int KeptDark = 20;

    private readonly IReadOnlyList<VirtualDevice> _devices;
    private readonly WireClock _clock;
    private long _marked;

    internal FleetJudge(IReadOnlyList<VirtualDevice> devices, WireClock clock)
    {
        _devices = devices;
        _clock = clock;
        _marked = clock.Now;
    }

    /// <summary>Three keep-alives of a client that sends one every ten seconds.</summary>
    public static TimeSpan UsualAlive { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Logins and dark times count from now on. A dark time that is under way keeps its beginning.</summary>
    public void Mark()
    {
        Interlocked.Exchange(ref _marked, _clock.Now);
        foreach (var device in _devices)
            device.Judge.Mark();
    }

    public FleetSight Look(TimeSpan? alive = null)
    {
        var sights = Devices(alive);
        return new FleetSight(
            _clock.Utc(_clock.Now), _clock.Utc(Interlocked.Read(ref _marked)), sights.Count,
            sights.Count(sight => sight.HasSession), sights.Count(sight => sight.IsAlive),
            sights.Sum(sight => sight.LoginsAccepted), sights.Sum(sight => sight.LoginsRefused),
            sights.Sum(sight => sight.Logouts), sights.Sum(sight => sight.SessionsLost),
            sights.Sum(sight => sight.OverlapEvents), sights.Sum(sight => sight.OverlapBytes),
            [.. sights.SelectMany(sight => sight.Overlaps).OrderBy(overlap => overlap.At).Take(KeptOverlaps)],
            sights.Select(sight => sight.LongestDark).MaxBy(dark => dark?.Seconds),
            [.. sights.Select(sight => sight.DarkNow).OfType<DarkInterval>().OrderByDescending(dark => dark.Seconds).Take(KeptDark)]);
    }

    public IReadOnlyList<DeviceSight> Devices(TimeSpan? alive = null) =>
        [.. _devices.Select(device => device.Judge.Look(alive ?? UsualAlive))];

    /// <summary>One device with its sessions; it counts from 1.</summary>
    public DeviceSight Device(int number, TimeSpan? alive = null) => _devices[number - 1].Judge.Look(alive ?? UsualAlive, withSessions: true);
}

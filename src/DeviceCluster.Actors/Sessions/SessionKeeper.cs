using Akka.Actor;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Sessions;

/// <summary>
/// Wakes entities of this node that ended by a fault, as after a failed journal write: soon, then with growing pauses, until they are back. Their
/// logins, if they had any, live on in the session table meanwhile.
/// </summary>
internal sealed class SessionKeeper(NodeParts parts) : UntypedActor, IWithTimers
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly Dictionary<DeviceId, (long Since, TimeSpan Pause)> _orphans = [];

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NodeParts parts) => Akka.Actor.Props.Create(() => new SessionKeeper(parts));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case KeeperMessage.Orphaned orphan:
                Remember(orphan.Device);
                break;
            case KeeperMessage.Recovered or KeeperMessage.Moved:
                _orphans.Remove(((KeeperMessage)message).Device);
                break;
            case DeviceSignal.NotEnrolled unknown:
                _orphans.Remove(unknown.Device);
                break;
            case Look:
                WakeDue();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Remember(DeviceId device)
    {
        // One that came back and failed again begins its pauses anew only after it was well; the region may have dropped the last wake.
        var pause = _orphans.TryGetValue(device, out var known) ? known.Pause : FirstPause;
        _orphans[device] = (parts.Time.GetTimestamp(), pause);
        if (!Timers.IsTimerActive(nameof(Look)))
            Timers.StartPeriodicTimer(nameof(Look), Look.Now, LookEvery);
    }

    private void WakeDue()
    {
        // Without a journal nobody can recover; the gate opens by itself.
        if (!parts.Health.IsOpen || parts.IsEnding)
            return;

        foreach (var (device, orphan) in _orphans.ToArray())
        {
            if (parts.Time.GetElapsedTime(orphan.Since) < orphan.Pause)
                continue;
            var longer = orphan.Pause * 2;
            _orphans[device] = (parts.Time.GetTimestamp(), longer < LongestPause ? longer : LongestPause);
            parts.Region.Tell(new DeviceSignal.Wake(device), Self);
        }

        if (_orphans.Count == 0)
            Timers.Cancel(nameof(Look));
    }

    /// <summary>Time to look who is due.</summary>
    private sealed record Look : INoSerializationVerificationNeeded
    {
        public static Look Now { get; } = new();
    }
}

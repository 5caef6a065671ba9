using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// Wakes every enrolled device through the shard region: at the start, when a member came or went, and every so often. One per cluster. A running
/// entity ignores it; that is how devices come back after a restart without being remembered by their shards.
/// </summary>
internal sealed class DeviceWaker(NodeParts parts) : UntypedActor, IWithTimers
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(2);

    // The shards of who is gone find a new home only after the margin, counted from when the coordinator, too, has heard of it: what was sent to the
    // old one is lost.
    private static readonly TimeSpan[] BehindTheMargin = [TimeSpan.Zero, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(7)];

    // The first node of a cluster that starts would log in all devices, only to give most of them away when the others come.
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(15);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly long _began = parts.Time.GetTimestamp();
    private readonly WakeQueue _due = new();
    private IReadOnlyList<DeviceId> _known = [];
    private bool _reading;
    private bool _again;

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NodeParts parts) => Akka.Actor.Props.Create(() => new DeviceWaker(parts));

    protected override void PreStart()
    {
        Cluster.Get(Context.System).Subscribe(
            Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(ClusterEvent.MemberUp), typeof(ClusterEvent.MemberRemoved));
        Timers.StartPeriodicTimer(nameof(Round), new Round(), TimeSpan.Zero, parts.Settings.Sessions.WakeEvery);
    }

    protected override void PostStop() => Cluster.Get(Context.System).Unsubscribe(Self);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Round when IsGathering:
                Timers.StartSingleTimer(nameof(Gathering), new Round(), Gathering);
                break;
            case Round:
                Read();
                break;
            case ClusterEvent.MemberUp when IsGathering:
                break;
            case ClusterEvent.MemberUp came when came.Member.HasRole(DeviceSharding.Role):
                Read();
                break;
            case ClusterEvent.MemberRemoved went when went.Member.HasRole(DeviceSharding.Role):
                ReadAfterLoss();
                break;
            case ClusterEvent.IMemberEvent:
                // Of a service that asks devices and holds none.
                break;
            case Ids ids:
                _known = ids.Devices;
                EndRead();
                break;
            case Status.Failure failed:
                // With the storage away the last list still holds: an entity on a node that lives is reached.
                _log.Warning("The enrolled devices could not be read: {Reason}", failed.Cause.Message);
                EndRead();
                Timers.StartSingleTimer(nameof(ReadAgain), new Round(), ReadAgain);
                break;
            case Tick:
                WakeSome();
                break;
            case DeviceSignal.NotEnrolled:
                // The read side has not caught up with a removal.
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>At first the majority is waited for, and not for long: also a part of a cluster has its devices.</summary>
    private bool IsGathering =>
        parts.Time.GetElapsedTime(_began) < Gathering
        && Cluster.Get(Context.System).State.Members.Count(member => member.Status == MemberStatus.Up && member.HasRole(DeviceSharding.Role))
            < parts.Settings.Membership.Majority;

    private void Read()
    {
        if (_reading)
        {
            _again = true;
            return;
        }

        _reading = true;
        ReadAsync().PipeTo(Self);
    }

    private void ReadAfterLoss()
    {
        Read();
        foreach (var behind in BehindTheMargin)
            Timers.StartSingleTimer(behind, new Round(), parts.Settings.Membership.DownRemovalMargin + behind);
    }

    private async Task<Ids> ReadAsync()
    {
        using var limit = new CancellationTokenSource(ReadLimit, parts.Time);
        return new Ids(await parts.Storage.ReadSide.EnrolledAsync(limit.Token));
    }

    private void EndRead()
    {
        _reading = false;
        _due.Add(_known);
        if (!_due.IsEmpty && !Timers.IsTimerActive(nameof(Tick)))
            Timers.StartPeriodicTimer(nameof(Tick), new Tick(), TimeSpan.Zero, Beat);
        if (!_again)
            return;
        _again = false;
        Read();
    }

    private void WakeSome()
    {
        // Without a journal an entity cannot recover; those that run need no wake.
        if (!parts.Health.IsOpen || parts.IsEnding)
            return;

        var some = Math.Max(1, (int)(parts.Settings.Sessions.WakesPerSecond * Beat.TotalSeconds));
        foreach (var device in _due.Take(some))
            parts.Region.Tell(new DeviceSignal.Wake(device), Self);
        if (_due.IsEmpty)
            Timers.Cancel(nameof(Tick));
    }

    /// <summary>Time to wake all.</summary>
    private sealed record Round : INoSerializationVerificationNeeded;

    /// <summary>Time to wake a few more.</summary>
    private sealed record Tick : INoSerializationVerificationNeeded;

    private sealed record Ids(IReadOnlyList<DeviceId> Devices) : INoSerializationVerificationNeeded;
}

using Akka.Actor;
using Akka.Event;
using Akka.Streams;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>
/// One live view of another node, shown here: read once from its owner, however many watch, into a hub like that of a view of this node. Ends
/// with the owner's body, when that falls silent, or some time after the last viewer.
/// </summary>
internal sealed class LiveRelay : UntypedActor, IWithTimers
{
    /// <summary>The owner opens a silent view anew under the same body; after so many times what that takes, nothing is hoped for.</summary>
    private const int Silences = 3;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly NodeParts _parts;
    private readonly LiveRunId _run;
    private readonly FrameBuffer _frames;
    private readonly RelayPull _pull;
    private readonly LiveHub _hub;
    private readonly List<(IActorRef Who, long Since)> _waiting = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private RelayEnd? _end;
    private bool _shows;
    private bool _pullIsOver;
    private bool _hubIsOver;
    private bool _isLetGo;
    private long _watched;
    private long _dropped;
    private int _viewers;

    public LiveRelay(NodeParts parts, FramePool pool, LiveRunId run)
    {
        _parts = parts;
        _run = run;
        _frames = new FrameBuffer(pool, parts.Time, parts.Settings.Relay.QueuedFrames, parts.Settings.Relay.QueuedBytes);
        var self = Self;
        var options = new KeyFrameHubOptions { ViewersChanged = viewers => self.Tell(new LiveTick.ViewersChanged(viewers)) };
        _hub = FrameGraph.Build(_frames.Reader, options).Run(Context.Materializer());
        _pull = RelayPull.Begin(parts, _frames, run);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private TimeSpan Silence => Silences * _parts.Settings.Live.Silence;

    public static Props Props(NodeParts parts, FramePool pool, LiveRunId run) =>
        Akka.Actor.Props.Create(() => new LiveRelay(parts, pool, run));

    protected override void PreStart()
    {
        _watched = _parts.Time.GetTimestamp();
        _parts.Relays.Began();
        LiveWaits.FirstKeyFrameAsync(_hub).PipeTo(Self);
        RelayTick.OfAsync(_hub).PipeTo(Self);
        RelayTick.OfAsync(_pull).PipeTo(Self);
        Timers.StartPeriodicTimer(nameof(LiveTick.Look), new LiveTick.Look(), LookEvery);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case LiveOrder.Join:
                Join();
                break;
            case LiveTick.FirstKeyFrame:
                Show();
                break;
            case LiveTick.ViewersChanged changed:
                _viewers = changed.Viewers;
                _watched = _parts.Time.GetTimestamp();
                break;
            case LiveTick.Look:
                Look();
                break;
            case RelayTick.PullEnded ended:
                End(ended.End);
                WhileEnding(ended);
                break;
            case RelayTick.HubEnded ended:
                // While the pull goes on, only a fault ends the hub.
                End(RelayEnd.Fault(ended.Failure ?? new InvalidOperationException("the hub has ended")));
                WhileEnding(ended);
                break;
            case LiveTick.StreamEnded:
                // No first key frame comes any more. Why is told apart.
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>The pull ends, the hub gives out what is left of it and ends, the parent lets go. Who comes meanwhile is for the next relay.</summary>
    private void WhileEnding(object message)
    {
        switch (message)
        {
            case LiveOrder.Join join:
                Context.Parent.Forward(join);
                break;
            case RelayTick.PullEnded:
                _pullIsOver = true;
                _pull.Dispose();
                _frames.Complete(_end!.IsFailure ? new IOException(_end.Why) : null);
                break;
            case RelayTick.HubEnded:
                _hubIsOver = true;
                break;
            case LiveTick.LetGo:
                _isLetGo = true;
                break;
            case LiveTick:
                break;
            default:
                Unhandled(message);
                break;
        }

        if (_pullIsOver && _hubIsOver && _isLetGo)
            Context.Stop(Self);
    }

    protected override void PostStop()
    {
        CountLosses();
        _parts.Relays.Ended((_end ?? RelayEnd.Stopped).Kind);
        foreach (var (who, _) in _waiting)
            who.Tell(RelayEnd.Stopped.ToFinding());
        if (!_pullIsOver)
            _pull.Stop(RelayEnd.Stopped);
        _frames.End();
    }

    private void Join()
    {
        _watched = _parts.Time.GetTimestamp();
        if (_shows)
            Sender.Tell(new LiveFinding.Found(_hub));
        else
            _waiting.Add((Sender, _watched));
    }

    private void Show()
    {
        _shows = true;
        _log.Info("Relay {Run} from {Owner} shows pictures", _run, _pull.Owner);
        AnswerAll(new LiveFinding.Found(_hub));
    }

    private void AnswerAll(LiveFinding finding)
    {
        foreach (var (who, _) in _waiting)
            who.Tell(finding);
        _waiting.Clear();
    }

    private void Look()
    {
        var now = _parts.Time.GetTimestamp();
        CountLosses();
        RefuseTheLate(now);
        if (_viewers > 0 || _waiting.Count > 0)
            _watched = now;

        if (_parts.Time.GetElapsedTime(_watched, now) >= _parts.Settings.Live.Linger)
            End(RelayEnd.Unwatched);
        else if (_pull.Heard is > 0 and var heard && _parts.Time.GetElapsedTime(heard, now) >= Silence)
            End(RelayEnd.Silent(Silence));
    }

    private void RefuseTheLate(long now)
    {
        var patience = _parts.Settings.Relay.Patience(_parts.Settings.Live);
        foreach (var late in _waiting.Where(w => _parts.Time.GetElapsedTime(w.Since, now) >= patience).ToArray())
        {
            _waiting.Remove(late);
            late.Who.Tell(RelayEnd.Unreachable($"no key frame came from the node that owns the device within {patience.TotalSeconds:0.#} s").ToFinding());
        }
    }

    private void CountLosses()
    {
        var dropped = _frames.Dropped;
        _parts.Relays.Lost(dropped - _dropped);
        _dropped = dropped;
    }

    /// <summary>The parent lets go first, so that no order comes to a relay that is gone.</summary>
    private void End(RelayEnd end)
    {
        _end = end;
        _log.Log(
            end.IsFailure ? LogLevel.WarningLevel : LogLevel.InfoLevel,
            end.Kind == RelayEndKind.Fault ? end.Cause : null,
            "Relay {Run} from {Owner} ends: {Why} {Cause}", _run, _pull.Owner, end.Why, end.Cause?.Message ?? "");
        AnswerAll(end.ToFinding());
        _pull.Stop(end);
        Become(WhileEnding);
        Context.Parent.Tell(new LiveOrder.Ending());
    }
}

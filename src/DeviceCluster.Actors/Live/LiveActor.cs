using Akka.Actor;
using Akka.Event;
using Akka.Streams;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>
/// One live view: a source of one channel and stream, read into a hub while somebody watches. A source that falls silent is opened
/// anew under the same hub, so viewers stay. Ends with its login, by order, or some time after the last viewer.
/// </summary>
internal sealed class LiveActor : UntypedActor, IWithTimers
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan OpenAgain = TimeSpan.FromSeconds(2);

    private readonly NodeParts _parts;
    private readonly SessionEntry _session;
    private readonly (DeviceId Device, int Channel, StreamKind Stream) _view;
    private readonly SwitchingReader _frames = new();
    private readonly List<(IActorRef Who, LiveCommand.Open Order, long Since)> _waiting = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly LiveRun _run;

    // A source that was opened on a lane and not taken yet; nobody takes it once the view has stopped.
    private readonly Lock _gate = new();
    private LiveSource? _arrived;
    private bool _takes = true;
    private CancellationTokenRegistration _ending;
    private LiveSource? _source;
    private LiveOffer? _offer;
    private bool _opening;
    private long _opened;
    private long _framesSeen;
    private long _heard;
    private long _watched;
    private int _viewers;

    public LiveActor(NodeParts parts, SessionEntry session, (DeviceId Device, int Channel, StreamKind Stream) view)
    {
        _parts = parts;
        _session = session;
        _view = view;
        var self = Self;
        var options = new KeyFrameHubOptions { ViewersChanged = viewers => self.Tell(new LiveTick.ViewersChanged(viewers)) };
        var hub = FrameGraph.Build(_frames, options).Run(Context.Materializer());
        _run = new LiveRun(view.Device, view.Channel, view.Stream, parts.Hubs.NextEpoch(), hub, parts.Now);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NodeParts parts, SessionEntry session, (DeviceId, int, StreamKind) view) =>
        Akka.Actor.Props.Create(() => new LiveActor(parts, session, view));

    protected override void PreStart()
    {
        var self = Self;
        _watched = _heard = _parts.Time.GetTimestamp();
        _parts.Hubs.Register(_run);
        LiveWaits.FirstKeyFrameAsync(_run.Hub).PipeTo(self);
        LiveWaits.EndAsync(_run.Hub).PipeTo(self);
        _ending = _session.Ending.Register(() => self.Tell(new LiveTick.SessionEnds()));
        Timers.StartPeriodicTimer(nameof(LiveTick.Look), new LiveTick.Look(), LookEvery);
        OpenSource();
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case LiveOrder.Open open:
                Offer(open.Command);
                break;
            case LiveCommand.Close close:
                _parts.Answer(Sender, close, new LiveReply.Closed(_run.Hub.Figures.Viewers));
                Stop("the view was closed by order");
                break;
            case LiveTick.Opened opened:
                Take(opened.Source);
                break;
            case LiveTick.OpenFailed failed:
                Fail(failed.Reason);
                break;
            case LiveTick.FirstKeyFrame:
                _offer = LiveOffer.Of(_run);
                AnswerAll();
                break;
            case LiveTick.ViewersChanged changed:
                _viewers = changed.Viewers;
                _watched = _parts.Time.GetTimestamp();
                break;
            case LiveTick.Look:
                Look();
                break;
            case LiveTick.SessionEnds:
                Stop("the session of the device ended");
                break;
            case LiveTick.StreamEnded ended:
                Stop(ended.Reason);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>Nothing begins any more. An order that was on its way is for the view that comes next.</summary>
    private void WhileEnding(object message)
    {
        switch (message)
        {
            case LiveOrder.Open open:
                Context.Parent.Forward(open);
                break;
            case LiveCommand.Close close:
                _parts.Answer(Sender, close, new LiveReply.Closed(0));
                break;
            case LiveTick.LetGo:
                Context.Stop(Self);
                break;
            case LiveTick:
                // A source that has just come is stopped with the view.
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    protected override void PostStop()
    {
        _ending.Dispose();
        _parts.Hubs.Remove(_run);
        RefuseAll("the view ended before its first key frame");
        _frames.Complete();
        lock (_gate)
            _takes = false;
        StopSource(_source);
        StopSource(_arrived);
    }

    private void Offer(LiveCommand.Open order)
    {
        _watched = _parts.Time.GetTimestamp();
        if (_offer is null)
            _waiting.Add((Sender, order, _watched));
        else
            _parts.Answer(Sender, order, _offer.ToReply(_parts));
    }

    private void AnswerAll()
    {
        foreach (var (who, order, _) in _waiting)
            _parts.Answer(who, order, _offer!.ToReply(_parts));
        _waiting.Clear();
    }

    private void RefuseAll(string reason, Exception? failure = null)
    {
        foreach (var (who, order, _) in _waiting)
            _parts.Answer(who, order, new LiveReply.Refused(RefusalCode.DeviceRefused, reason, "look with 'device why' and open again", DeviceErrors.Of(failure)));
        _waiting.Clear();
    }

    private void OpenSource()
    {
        _opening = true;
        _opened = _parts.Time.GetTimestamp();
        OpenAsync().PipeTo(Self);
    }

    private async Task<LiveTick> OpenAsync()
    {
        try
        {
            // The library counts channels from 0.
            var source = await _parts.Lanes.Control.RunAsync(
                () => _session.Login!.OpenLive(_view.Channel - 1, (int)_view.Stream),
                _parts.Settings.Sessions.ControlDeadline,
                late => late.Stop());
            lock (_gate)
            {
                if (_takes)
                {
                    _arrived = source;
                    return new LiveTick.Opened(source);
                }
            }

            StopSource(source);
            return new LiveTick.StreamEnded("the view had ended before its source came");
        }
        catch (Exception e)
        {
            return new LiveTick.OpenFailed(e);
        }
    }

    private void Take(LiveSource source)
    {
        var before = _source;
        lock (_gate)
            _arrived = null;
        _opening = false;
        _source = source;
        _heard = _parts.Time.GetTimestamp();
        _frames.Switch(source.Frames);
        StopSource(before);
    }

    private void Fail(Exception reason)
    {
        _opening = false;
        _log.Warning("Live view {View} could not be opened: {Reason}", _run, reason.Message);
        RefuseAll($"the device did not open channel {_view.Channel}, stream {_view.Stream}: {reason.Message}", reason);

        // A view that has shown pictures is tried again as long as somebody watches.
        if (_offer is null)
            End();
    }

    private void Look()
    {
        var now = _parts.Time.GetTimestamp();
        var frames = _run.Hub.Figures.Frames;
        if (frames != _framesSeen)
        {
            _framesSeen = frames;
            _heard = now;
            _session.Hear(now);
        }

        if (_viewers > 0)
            _watched = now;
        foreach (var late in _waiting.Where(w => _parts.Time.GetElapsedTime(w.Since, now) >= _parts.Settings.Live.FirstKeyFrame).ToArray())
        {
            _waiting.Remove(late);
            _parts.Answer(late.Who, late.Order, new LiveReply.Refused(
                RefusalCode.DeviceRefused,
                $"no key frame of channel {_view.Channel}, stream {_view.Stream} came within {_parts.Settings.Live.FirstKeyFrame.TotalSeconds:0.#} s",
                "look whether the channel has a camera, and open again"));
        }

        var silent = _parts.Time.GetElapsedTime(_heard, now) >= _parts.Settings.Live.Silence;
        if (_parts.Time.GetElapsedTime(_watched, now) >= _parts.Settings.Live.Linger && _waiting.Count == 0)
            Stop("nobody watches any more");
        else if (silent && !_opening && _parts.Time.GetElapsedTime(_opened, now) >= OpenAgain)
            OpenAnew();
    }

    private void OpenAnew()
    {
        _log.Warning("Live view {View} is silent and is opened anew", _run);
        _parts.Counters.CountReopened();
        _heard = _parts.Time.GetTimestamp();
        OpenSource();
    }

    private void Stop(string reason)
    {
        _log.Info("Live view {View} ends: {Reason}", _run, reason);
        RefuseAll(reason);
        End();
    }

    /// <summary>The parent lets go first, so that no order comes to a view that is gone.</summary>
    private void End()
    {
        Become(WhileEnding);
        Context.Parent.Tell(new LiveOrder.Ending());
    }

    private void StopSource(LiveSource? source)
    {
        if (source is not null)
            _ = LiveWaits.StopSourceAsync(source, _parts, _log);
    }
}

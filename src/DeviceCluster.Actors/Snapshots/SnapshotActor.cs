using Akka.Actor;
using Akka.Event;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Snapshots;
using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Actors.Snapshots;

/// <summary>
/// Takes the pictures of one device over one login, with which it ends: a channel one at a time and no more often than its guard allows, the device a
/// few at a time. Who asks meanwhile shares what comes. Everybody is answered.
/// </summary>
internal sealed class SnapshotActor : UntypedActor, IWithTimers
{
    private readonly NodeParts _parts;
    private readonly SessionEntry _session;
    private readonly Dictionary<int, ChannelPictures> _channels = [];
    private readonly Dictionary<int, PresetTurns> _turns = [];
    // To their preset, or before their turn.
    private readonly List<PictureWish> _onTheWay = [];
    private readonly long _begunAt;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private CancellationTokenRegistration _ending;
    private DeviceReply.Refused? _closed;

    public SnapshotActor(NodeParts parts, SessionEntry session) =>
        (_parts, _session, _begunAt) = (parts, session, parts.Time.GetTimestamp());

    public ITimerScheduler Timers { get; set; } = null!;

    private SnapshotSettings Settings => _parts.Settings.Snapshots;

    /// <summary>Since it began. A clock that is set lengthens no guard and no turn.</summary>
    private TimeSpan Passed => _parts.Time.GetElapsedTime(_begunAt);

    public static Props Props(NodeParts parts, SessionEntry session) => Akka.Actor.Props.Create(() => new SnapshotActor(parts, session));

    protected override void PreStart()
    {
        var self = Self;
        _ending = _session.Ending.Register(() => self.Tell(new SnapshotTick.SessionEnds()));
    }

    protected override void PostStop()
    {
        _ending.Dispose();
        Close(SessionRefusals.Stopping(_session.Device));
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case SessionCall { Request: SnapshotOrder.Take } call:
                Take(new PictureWish(call, Sender) { Since = Passed });
                break;
            case SnapshotTick.Arrived arrived when _onTheWay.Remove(arrived.Wish):
                Arrive(arrived.Wish, arrived.Failure);
                break;
            case SnapshotTick.Came came:
                Settle(came);
                break;
            case Due:
                BeginDue();
                break;
            case SnapshotTick.SessionEnds:
                Close(SessionRefusals.Ended);
                // Answered behind all that the entity sent before, and it sends nothing for a login that ends.
                Context.Parent.Tell(new Identify(messageId: null));
                break;
            case SessionWork.Stop stop:
                Close(stop.Refusal);
                Context.Parent.Tell(SessionWork.Stopped.Instance);
                break;
            case ActorIdentity:
                Context.Stop(Self);
                break;
            case SnapshotTick:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Take(PictureWish wish)
    {
        if (_closed is { } closed)
            Refuse(wish, closed);
        else if (_onTheWay.Count + _channels.Values.Sum(channel => channel.Waiting) >= Settings.Waiting)
            Refuse(wish, SessionRefusals.Busy(Settings.Waiting));
        else if (wish.Order.Preset is null)
            Want(wish, isFresh: false);
        else if (wish.Order.By is null || wish.Call.By is null)
            Refuse(wish, new(RefusalCode.Invalid, "a picture at a preset moves the camera, and nobody is named who does", "say who: the holder of the order"));
        else
            Queue(wish);
    }

    private void Queue(PictureWish wish)
    {
        _onTheWay.Add(wish);
        if (!_turns.TryGetValue(wish.Order.Channel, out var turns))
            _turns[wish.Order.Channel] = turns = new PresetTurns();
        if (turns.Join(wish))
            Visit(wish);
    }

    private void Visit(PictureWish wish)
    {
        var visit = new PresetVisit(_parts, wish.Order.Device, wish.Order.Channel, wish.Order.By!, wish.Call.By!);
        visit.GoAsync(wish.Order.Preset!.Value).PipeTo(
            Self, success: () => new SnapshotTick.Arrived(wish, Failure: null), failure: e => new SnapshotTick.Arrived(wish, e));
    }

    private void Arrive(PictureWish wish, Exception? failure)
    {
        if (failure is null)
        {
            Want(wish, isFresh: true);
            return;
        }

        Refuse(wish, SessionRefusals.Of(failure, wish.Order));
        EndTurn(wish);
    }

    /// <summary>Who comes next goes.</summary>
    private void EndTurn(PictureWish wish)
    {
        var (next, late) = _turns[wish.Order.Channel].End(wish, Passed - Settings.Arrival);
        foreach (var one in late)
        {
            _onTheWay.Remove(one);
            Refuse(one, new(
                RefusalCode.Busy, $"pictures at other presets had the camera for {Settings.Arrival.TotalSeconds:0} s", "ask again, for fewer at a time"));
        }

        if (next is not null)
            Visit(next);
    }

    /// <param name="wish">Whose.</param>
    /// <param name="isFresh">The camera has moved: a picture of before is no good.</param>
    private void Want(PictureWish wish, bool isFresh)
    {
        if (_closed is { } closed)
        {
            Refuse(wish, closed);
            return;
        }

        if (!_channels.TryGetValue(wish.Order.Channel, out var channel))
            _channels[wish.Order.Channel] = channel = new ChannelPictures(Guard());
        if (!isFresh && channel.Shared(Passed) is { } picture && picture.Expires > _parts.Now)
        {
            Offer(wish, picture, isShared: true);
            return;
        }

        channel.Join(wish, isFresh);
        BeginDue();
    }

    private TimeSpan Guard() => Settings.Guard < SnapshotSettings.LeastGuard ? SnapshotSettings.LeastGuard : Settings.Guard;

    private void BeginDue()
    {
        foreach (var (number, channel) in _channels.Where(pair => pair.Value.IsWanted).ToArray())
        {
            var due = channel.Due(Passed);
            if (due > TimeSpan.Zero)
                Timers.StartSingleTimer(number, new Due(), due);
            else if (_channels.Values.Count(other => other.IsUnderWay) < Settings.AtOnce)
                Begin(number, channel);
        }
    }

    private void Begin(int number, ChannelPictures channel)
    {
        channel.Begin(Passed);
        TakeAsync(number).PipeTo(Self, failure: e => new SnapshotTick.Came(number, Bytes: null, e));
    }

    private async Task<SnapshotTick> TakeAsync(int number)
    {
        var caller = new SessionCaller(_parts, _session, Settings.Wait);
        try
        {
            return new SnapshotTick.Came(number, await await caller.RunAsync((login, _) => login.TakePictureAsync(number - 1, Settings.Wait)), Failure: null);
        }
        catch (SdkException e) when (e.Code is SdkErrors.NetworkError or SdkErrors.Unsupported)
        {
            // Nobody is there, or somebody who knows of no pictures.
            return new SnapshotTick.Came(number, Bytes: null, e, await PortAsync());
        }
    }

    /// <summary>Where the library asks for pictures, which it knows by now; null: it cannot be asked.</summary>
    private async Task<HttpPort?> PortAsync()
    {
        try
        {
            return await new SessionCaller(_parts, _session, Settings.Wait).RunAsync((login, _) => login.ReadHttpPort());
        }
        catch (Exception e)
        {
            // The picture's own failure is what is told.
            if (SessionRefusals.IsUnforeseen(e))
                _log.Warning(e, "The HTTP port of device {Device} could not be told in an unforeseen way", _session.Device);
            return null;
        }
    }

    private void Settle(SnapshotTick.Came came)
    {
        var channel = _channels[came.Channel];
        var size = came.Bytes is { } bytes ? JpegSize.Of(bytes) : null;
        var picture = size is { } known ? _parts.Pictures.Add(_session.Device, came.Channel, came.Bytes!, known) : null;
        _parts.Meter.Picture(picture is not null, came.Failure);
        var served = channel.End(picture);
        for (var i = 0; i < served.Length; i++)
        {
            if (picture is not null)
                Offer(served[i], picture, isShared: i > 0);
            else
                Refuse(served[i], PictureRefusals.Of(came.Failure, came.Port, served[i].Order));
        }

        // At most one of them had the camera.
        if (served.FirstOrDefault(wish => wish.Order.Preset is not null) is { } visitor)
            EndTurn(visitor);
        BeginDue();
    }

    private void Offer(PictureWish wish, StoredPicture picture, bool isShared)
    {
        if (isShared)
            _parts.Meter.Shared();
        _parts.Answer(wish.Asker, wish.Call, _parts.Offer(picture, isShared));
    }

    private void Close(DeviceReply.Refused refusal)
    {
        _closed ??= refusal;
        foreach (var wish in _onTheWay.Concat(_channels.Values.SelectMany(channel => channel.LetGo())).ToArray())
            Refuse(wish, refusal);
        _onTheWay.Clear();
        foreach (var turns in _turns.Values)
            turns.Clear();
    }

    private void Refuse(PictureWish wish, DeviceReply.Refused refusal) => _parts.Answer(wish.Asker, wish.Call, refusal);

    /// <summary>The guard of a channel is over.</summary>
    private sealed record Due : INoSerializationVerificationNeeded;
}

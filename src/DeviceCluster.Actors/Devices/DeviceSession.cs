using Akka.Actor;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;
using DeviceCluster.Domain.Sessions;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// Drives the session machine of one incarnation of a device entity: puts inputs in, carries effects out on table, governor and timers. What the
/// machine wants journaled goes back to the entity.
/// </summary>
internal sealed class DeviceSession
{
    private readonly DeviceId _device;
    private readonly NodeParts _parts;
    private readonly IActorRef _self;
    private readonly ITimerScheduler _timers;
    private readonly WhyTimeline _why;
    private readonly Action<DeviceEvent> _journal;
    private readonly Action<Action> _endWork;
    private readonly long _incarnation;
    private readonly Queue<SessionInput> _inputs = new();
    private readonly SessionRecovery _recovery;
    private readonly LoginTurn _turn;
    private SessionState? _state;
    private DeviceState _wanted;
    private bool _working;

    public DeviceSession(
        DeviceId device, NodeParts parts, IActorRef self, ITimerScheduler timers, WhyTimeline why, Action<DeviceEvent> journal, Action<Action> endWork)
    {
        (_device, _parts, _self, _timers, _why, _journal, _endWork) = (device, parts, self, timers, why, journal, endWork);
        _wanted = DeviceState.New(device);
        _incarnation = parts.NextIncarnation();
        _recovery = new SessionRecovery(device, parts, _incarnation, timers, why, journal, On);
        _turn = new LoginTurn(device, parts, timers, Claim, On);
    }

    public SessionStatus Status => _state?.Status ?? new SessionStatus(SessionPhase.Waiting, _parts.Now, "beginning", null, null, null);

    public bool IsUp => _state is { IsUp: true };

    public bool IsClosed => _state is { IsClosed: true } && !_recovery.IsAwaiting;

    /// <summary>Nothing is wanted, and nothing is open, on its way, or still to be journaled.</summary>
    public bool IsIdle => _state is { Status.Phase: SessionPhase.Disabled, HeldForJournal: 0 } && !_recovery.IsAwaiting && !_turn.IsTaken;

    /// <summary>The live login, while there is one.</summary>
    public SessionEntry? Entry => _state is null ? null : _parts.Table.Find(_device, _incarnation, _state.Generation);

    /// <summary>What the device said of itself at the present login.</summary>
    public DeviceIdentity? Identity =>
        Entry?.Login?.Facts is { } facts ? new DeviceIdentity(facts.Serial, facts.Channels, facts.DeviceType) : null;

    /// <summary>After recovery: takes over what the incarnation before left, and goes for what is wanted.</summary>
    public void Start(DeviceState wanted)
    {
        _wanted = wanted;
        var left = _recovery.Inherit(wanted, _self);
        var seed = (ulong)Random.Shared.NextInt64();
        _state = SessionState.New(wanted, _parts.Settings.Sessions.Policy, seed, left.LastGeneration, _parts.Now);
        _recovery.Begin(left);
    }

    /// <summary>What is remembered of the device has changed, or was found to be so.</summary>
    public void Want(DeviceState wanted)
    {
        _wanted = wanted;
        if (_recovery.Want(wanted))
            On(new SessionInput.Wanted(wanted));
        TellAccess();
    }

    public void On(SessionNews news)
    {
        if (news.Incarnation != _incarnation)
            _parts.Counters.CountStale();
        else if (_recovery.IsAwaiting)
            _recovery.EndWait(news.Input);
        else
            On(news.Input);
    }

    public void On(SessionInput input)
    {
        if (_recovery.TriesAgain(input))
            return;

        // An effect may lead to another input at once; it waits until the effects before it are done.
        _inputs.Enqueue(input);
        if (_working)
            return;

        _working = true;
        try
        {
            while (_inputs.TryDequeue(out var next))
                Step(next);
        }
        finally
        {
            _working = false;
        }
    }

    /// <summary>Logs out and never in again; closed when <see cref="IsClosed"/> says so.</summary>
    public void Leave(string reason)
    {
        _recovery.GiveUp();
        if (_state is null)
            return;
        On(new SessionInput.Leave(reason));
        _turn.GiveUp("the entity leaves before the login's turn came");
    }

    /// <summary>The device has said yes to an order that ends this session.</summary>
    public void Expect(SessionWork.LossExpected expected)
    {
        if (_state is not null && Entry == expected.Entry)
            On(new SessionInput.LossExpected(_state.Generation, expected.ComesBack));
    }

    public void Look(DeviceTick.LoginTurn turn) => _turn.Look(turn);

    public void BeginAgain() => _recovery.BeginAgain();

    /// <summary>Asks about a session that nothing was heard of for a while.</summary>
    public void CheckMute()
    {
        if (_state is { IsUp: true } && Entry is { } entry)
            MuteQuestion.AskAsync(entry, _state.Generation, _parts).PipeTo(_self);
    }

    public void Answer(DeviceTick.MuteAnswer answer)
    {
        if (answer.Silence is { } silence)
            On(new SessionInput.Silent(answer.Generation, silence));
        else if (_state is { Status.Phase: SessionPhase.Mute })
            On(new SessionInput.Heard(answer.Generation));
    }

    /// <summary>The entity ends by a fault: whatever is open is kept for the next incarnation.</summary>
    public void Abandon() => _parts.Table.Abandon(_device, _incarnation);

    private void Step(SessionInput input)
    {
        var before = _state!.Status;
        (_state, var effects) = _state.On(input, _parts.Now);
        foreach (var effect in effects)
            Carry(effect);
        if (_state.Status != before && _wanted.CredentialVersion > 0)
            _parts.Storage.Report(new StatusChanged(_device, _wanted.IsEnrolled ? _state.Status : null));
    }

    private void Carry(SessionEffect effect)
    {
        switch (effect)
        {
            case SessionEffect.Journal wanted:
                _journal(wanted.Event);
                break;
            case SessionEffect.Login login:
                _turn.Take(login);
                break;
            case SessionEffect.Logout logout:
                // What must not go on without a session is stopped over it first: a camera that moves.
                _endWork(() => _parts.Table.Logout(_device, Claim(logout.Generation)));
                break;
            case SessionEffect.Abort abort:
                _parts.Table.Abort(_device, Claim(abort.Generation));
                break;
            case SessionEffect.StartTimer timer:
                _timers.StartSingleTimer(nameof(DeviceTick.SessionTimer), new DeviceTick.SessionTimer(timer.Timer), timer.After);
                break;
            case SessionEffect.StopTimer:
                _timers.Cancel(nameof(DeviceTick.SessionTimer));
                break;
            case SessionEffect.SessionUp:
                TellAccess();
                _timers.StartPeriodicTimer(nameof(DeviceTick.MuteCheck), new DeviceTick.MuteCheck(), _parts.Settings.Sessions.MuteCheck);
                WatchClock(_parts.Settings.Asking.ClockEvery);
                break;
            case SessionEffect.SessionDown:
                _timers.Cancel(nameof(DeviceTick.MuteCheck));
                _timers.Cancel(nameof(DeviceTick.ClockLook));
                break;
            case SessionEffect.Note when _wanted.CredentialVersion == 0:
                // Never enrolled: there is no story.
                break;
            case SessionEffect.Note note:
                _why.Add(_parts.Now, note.What, note.Detail);
                break;
            default:
                throw new InvalidOperationException($"{effect.GetType().Name} is an effect that nobody carries out");
        }
    }

    private void TellAccess()
    {
        if (_state is { IsUp: true } && Entry is { } entry)
            entry.Access = _wanted.Access;
    }

    /// <summary>Devices that come together are not asked together: each begins at a moment of its own, and has its own pace, up to a tenth off.</summary>
    private void WatchClock(TimeSpan every)
    {
        if (every <= TimeSpan.Zero)
            return;
        _timers.StartPeriodicTimer(
            nameof(DeviceTick.ClockLook),
            new DeviceTick.ClockLook(),
            every * Random.Shared.NextDouble(),
            every * (0.9 + (0.2 * Random.Shared.NextDouble())));
    }

    private SessionClaim Claim(long generation) => new(_self, _incarnation, generation);
}

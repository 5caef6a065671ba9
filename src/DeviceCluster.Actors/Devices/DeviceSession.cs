using Akka.Actor;
using DeviceCluster.Actors.Credentials;
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
internal sealed class DeviceSession(
    DeviceId device, NodeParts parts, IActorRef self, ITimerScheduler timers, WhyTimeline why, Action<DeviceEvent> journal)
{
    private static readonly TimeSpan JournalAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LoginAgain = TimeSpan.FromSeconds(1);

    private readonly long _incarnation = parts.NextIncarnation();
    private readonly Queue<SessionInput> _inputs = new();
    private SessionState? _state;
    private DeviceState _wanted = DeviceState.New(device);
    private SessionEffect.Login? _held;
    private long? _awaited;

    // How the login before the restart failed, until the journal has it; only then the machine begins.
    private LoginFailure? _unjournaled;
    private bool _working;

    public SessionStatus Status => _state?.Status ?? new SessionStatus(SessionPhase.Waiting, parts.Now, "beginning", null, null, null);

    public bool IsUp => _state is { IsUp: true };

    public bool IsClosed => _state is { IsClosed: true } && _awaited is null;

    /// <summary>Nothing is wanted, and nothing is open or on its way.</summary>
    public bool IsIdle => _state is { Status.Phase: SessionPhase.Disabled } && _awaited is null && _held is null;

    /// <summary>The live login, while there is one.</summary>
    public SessionEntry? Entry => _state is null ? null : parts.Table.Find(device, _incarnation, _state.Generation);

    /// <summary>What the device said of itself at the present login.</summary>
    public DeviceIdentity? Identity =>
        Entry?.Login?.Facts is { } facts ? new DeviceIdentity(facts.Serial, facts.Channels, facts.DeviceType) : null;

    /// <summary>After recovery: takes over what the incarnation before left, and goes for what is wanted.</summary>
    public void Start(DeviceState wanted)
    {
        _wanted = wanted;
        if (!wanted.IsEnrolled)
            parts.Table.Forget(device);

        var left = parts.Table.Inherit(device, self, _incarnation);
        if (left.Entry is { } entry && !IsForWanted(entry))
        {
            Disown(entry);
            left = left with { Entry = null };
        }

        var seed = (ulong)Random.Shared.NextInt64();
        _state = SessionState.New(wanted, parts.Settings.Sessions.Policy, seed, left.LastGeneration, parts.Now);
        if (left.Entry is { } found && left.Live)
            TakeOver(found, left.Generation);
        else if (left.Entry is not null)
            Await(left.Generation);
        else
            BeginAfter(left.Failure);
    }

    /// <summary>What is remembered of the device has changed, or was found to be so.</summary>
    public void Want(DeviceState wanted)
    {
        _wanted = wanted;
        if (_unjournaled is not null && wanted.Standing == CredentialStanding.Tried)
            return;
        _unjournaled = null;
        if (_awaited is null)
            On(new SessionInput.Wanted(wanted));
    }

    public void On(SessionNews news)
    {
        if (news.Incarnation != _incarnation)
            parts.Counters.CountStale();
        else if (_awaited is not null)
            EndWait(news.Input);
        else
            On(news.Input);
    }

    public void On(SessionInput input)
    {
        if (input is SessionInput.JournalFailed && _unjournaled is not null)
        {
            timers.StartSingleTimer(nameof(DeviceTick.BeginAgain), new DeviceTick.BeginAgain(), JournalAgain);
            return;
        }

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
        if (_awaited is not null)
            parts.Table.Forget(device);
        _awaited = null;
        _unjournaled = null;
        if (_state is null)
            return;
        On(new SessionInput.Leave(reason));
        if (_held is { } held)
            Fail(held, "the entity leaves before the login's turn came");
    }

    /// <summary>Every login that the machine wants is answered by one input, also when it is never made.</summary>
    public void BeginLogin(SessionEffect.Login login)
    {
        if (_held != login)
            return;

        try
        {
            var password = parts.Vault.Open(device, login.Password);
            var target = new LoginTarget(login.Address, login.User, login.Version);
            if (parts.Table.TryLogin(device, target, password, Claim(login.Generation), out var busy, login.PinnedSerial))
            {
                _held = null;
                return;
            }

            why.Add(parts.Now, "login waits", busy);
            timers.StartSingleTimer(nameof(DeviceTick.LoginTurn), new DeviceTick.LoginTurn(login), LoginAgain);
        }
        catch (KeyException e)
        {
            Fail(login, e.Message);
        }
    }

    public void BeginAgain()
    {
        if (_unjournaled is not null && parts.Health.IsOpen)
            Begin(_unjournaled);
        else if (_unjournaled is not null)
            timers.StartSingleTimer(nameof(DeviceTick.BeginAgain), new DeviceTick.BeginAgain(), JournalAgain);
    }

    /// <summary>Asks about a session that nothing was heard of for a while.</summary>
    public void CheckMute()
    {
        if (_state is { IsUp: true } && Entry is { } entry)
            MuteQuestion.AskAsync(entry, _state.Generation, parts).PipeTo(self);
    }

    public void Answer(DeviceTick.MuteAnswer answer)
    {
        if (answer.Silence is { } silence)
            On(new SessionInput.Silent(answer.Generation, silence));
        else if (_state is { Status.Phase: SessionPhase.Mute })
            On(new SessionInput.Heard(answer.Generation));
    }

    /// <summary>The entity ends by a fault: whatever is open is kept for the next incarnation.</summary>
    public void Abandon() => parts.Table.Abandon(device, _incarnation);

    private void TakeOver(SessionEntry entry, long generation)
    {
        why.Add(parts.Now, "session taken over without a login", $"from the incarnation before; it was logged in as {entry}");
        var facts = entry.Login!.Facts;
        On(new SessionInput.TakenOver(generation, new DeviceIdentity(facts.Serial, facts.Channels, facts.DeviceType)));
        On(new SessionInput.Wanted(_wanted));
    }

    private void Await(long generation)
    {
        why.Add(parts.Now, "waiting for the outcome of a login that was begun before the restart", null);
        _awaited = generation;
    }

    private void EndWait(SessionInput outcome)
    {
        var generation = _awaited!.Value;
        _awaited = null;
        switch (outcome)
        {
            case SessionInput.LoginSucceeded when parts.Table.Find(device, _incarnation, generation) is { } entry && IsForWanted(entry):
                TakeOver(entry, generation);
                break;
            case SessionInput.LoginSucceeded when parts.Table.Find(device, _incarnation, generation) is { } entry:
                Disown(entry);
                Begin(failure: null);
                break;
            case SessionInput.LoginFailed failed:
                BeginAfter(failed.Failure);
                break;
            default:
                Begin(failure: null);
                break;
        }
    }

    /// <summary>The address or the credential may have been changed since the login was begun.</summary>
    private bool IsForWanted(SessionEntry entry) =>
        _wanted is { Address: { } address, User: { } user } && entry.Target == new LoginTarget(address, user, _wanted.CredentialVersion);

    private void Disown(SessionEntry entry)
    {
        why.Add(parts.Now, "a login to an earlier address or credential was found and ended", entry.Target.Address.ToString());
        parts.Table.Forget(device);
    }

    private void BeginAfter(LoginFailure? failure)
    {
        if (failure is not null)
            why.Add(parts.Now, "the login before the restart failed", failure.Words);
        Begin(failure);
    }

    private void Begin(LoginFailure? failure)
    {
        _unjournaled = null;
        if (_wanted.Standing == CredentialStanding.Tried)
        {
            // Before the packet with the proof left nothing was judged; after it only the device knows.
            if (failure is { Stage: < LoginStage.Sent })
            {
                _unjournaled = failure;
                journal(new DeviceEvent.CredentialNotJudged(device, _wanted.CredentialVersion, failure.Words, parts.Now));
                return;
            }

            On(new SessionInput.RecoveredWithoutOutcome());
        }

        On(new SessionInput.Wanted(_wanted));
    }

    private void Step(SessionInput input)
    {
        var before = _state!.Status;
        (_state, var effects) = _state.On(input, parts.Now);
        foreach (var effect in effects)
            Carry(effect);
        if (_state.Status != before && _wanted.CredentialVersion > 0)
            parts.Storage.Report(new StatusChanged(device, _wanted.IsEnrolled ? _state.Status : null));
    }

    private void Carry(SessionEffect effect)
    {
        switch (effect)
        {
            case SessionEffect.Journal wanted:
                journal(wanted.Event);
                break;
            case SessionEffect.Login login:
                TakeTurn(login);
                break;
            case SessionEffect.Logout logout:
                parts.Table.Logout(device, Claim(logout.Generation));
                break;
            case SessionEffect.Abort abort:
                parts.Table.Abort(device, Claim(abort.Generation));
                break;
            case SessionEffect.StartTimer timer:
                timers.StartSingleTimer(nameof(DeviceTick.SessionTimer), new DeviceTick.SessionTimer(timer.Timer), timer.After);
                break;
            case SessionEffect.StopTimer:
                timers.Cancel(nameof(DeviceTick.SessionTimer));
                break;
            case SessionEffect.SessionUp:
                timers.StartPeriodicTimer(nameof(DeviceTick.MuteCheck), new DeviceTick.MuteCheck(), parts.Settings.Sessions.MuteCheck);
                break;
            case SessionEffect.SessionDown:
                timers.Cancel(nameof(DeviceTick.MuteCheck));
                break;
            case SessionEffect.Note when _wanted.CredentialVersion == 0:
                // Never enrolled: there is no story.
                break;
            case SessionEffect.Note note:
                why.Add(parts.Now, note.What, note.Detail);
                break;
            default:
                throw new InvalidOperationException($"{effect.GetType().Name} is an effect that nobody carries out");
        }
    }

    private void Fail(SessionEffect.Login login, string words)
    {
        timers.Cancel(nameof(DeviceTick.LoginTurn));
        _held = null;
        On(new SessionInput.LoginFailed(login.Generation, new LoginFailure(0, 0, words, LoginStage.NotConnected)));
    }

    private void TakeTurn(SessionEffect.Login login)
    {
        _held = login;
        var wait = parts.Governor.Reserve(login.Address);
        if (wait <= TimeSpan.Zero)
            BeginLogin(login);
        else
            timers.StartSingleTimer(nameof(DeviceTick.LoginTurn), new DeviceTick.LoginTurn(login), wait);
    }

    private SessionClaim Claim(long generation) => new(self, _incarnation, generation);
}

using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;

namespace DeviceCluster.Domain.Sessions;

/// <summary>The way of one input through a session: who may be heard, and what follows.</summary>
internal sealed class SessionTurn(SessionState state, DateTimeOffset now)
{
    private readonly SessionPen _pen = new(state, now);

    private SessionState S => _pen.State;

    public (SessionState Next, ImmutableArray<SessionEffect> Effects) Take(SessionInput input)
    {
        switch (input)
        {
            case SessionInput.Wanted i:
                Want(i.Device);
                break;
            case SessionInput.TriedJournaled i when S.Attempt is { Generation: null } attempt && attempt.Target.Version == i.Version:
                SendTried(attempt.Target);
                break;
            case SessionInput.JournalFailed:
                JournalAgain();
                break;
            case SessionInput.LoginSucceeded i when IsUnderWay(i.Generation):
                Enter(_pen.EndAttempt(), i.Generation, i.Identity);
                break;
            case SessionInput.LoginSucceeded i:
                Disown(i.Generation);
                break;
            case SessionInput.LoginFailed i when IsUnderWay(i.Generation):
                Fail(_pen.EndAttempt(), i.Failure);
                break;
            case SessionInput.LoginOverdue i when IsUnderWay(i.Generation):
                GiveUp(_pen.EndAttempt(), i.Generation);
                break;
            case SessionInput.Lost i when IsLive(i.Generation):
                Lose(i.Generation, i.Reason);
                break;
            case SessionInput.Silent i when IsLive(i.Generation):
                Mute(i.Reason);
                break;
            case SessionInput.Heard i when IsLive(i.Generation):
                Unmute();
                break;
            case SessionInput.TimerFired i when i.Timer == S.Timer:
                Fire();
                break;
            case SessionInput.TakenOver or SessionInput.RecoveredWithoutOutcome when !S.Started:
                _pen.State = S with { Found = input };
                break;
            case SessionInput.TakenOver i:
                TakeOver(i);
                break;
            case SessionInput.RecoveredWithoutOutcome:
                CountAsRefusal();
                break;
            case SessionInput.LoggedOut i when i.Generation == S.Closing:
                Closed();
                break;
            case SessionInput.Leave i:
                Leave(i.Reason);
                break;
            default:
                _pen.State = S with { Ignored = S.Ignored + 1 };
                break;
        }

        return _pen.Finish();
    }

    private bool IsUnderWay(long generation) => S.Attempt is { Generation: { } under } && under == generation;

    private bool IsLive(long generation) => S.Live is { Generation: { } live } && live == generation;

    private bool IsIdle => S.Attempt is null && S.Live is null && S.Closing is null;

    private void Want(DeviceState device)
    {
        var changed = !S.Started || Concerns(S.Journaled) != Concerns(device);
        var found = S.Found;
        _pen.See(device);
        _pen.State = S with { Started = true, Found = null };
        if (found is SessionInput.TakenOver taken)
            TakeOver(taken);
        else if (found is SessionInput.RecoveredWithoutOutcome)
            CountAsRefusal();
        else if (S.Live is not null)
            Compare(S.Live.Target);
        else if (IsIdle && changed && S.Left is null)
            Anew();
    }

    // A change of anything else was made by the session itself.
    private static (LoginTarget?, bool, DateTimeOffset?) Concerns(DeviceState device) =>
        (LoginTarget.Of(device), device.IsEnrolled, device.RetriedAt);

    private void Anew()
    {
        _pen.State = S with { Failures = 0, Limits = 0, Unknowns = 0 };
        Decide();
    }

    /// <summary>Nothing is under way: what is the next step?</summary>
    private void Decide()
    {
        if (S.Left is not null)
            _pen.Rest(SessionPhase.Disabled, S.Left);
        else
            SessionNextStep.Take(_pen);
    }

    private void SendTried(LoginTarget target)
    {
        if (S.Left is null && target == LoginTarget.Of(S.Device))
        {
            _pen.Login(target);
            return;
        }

        _pen.EndAttempt();
        _pen.NotJudged(target, "what was wanted changed before the packet left");
        Decide();
    }

    private void JournalAgain()
    {
        if (S.Attempt is { Generation: null })
        {
            _pen.EndAttempt();
            _pen.Forget<DeviceEvent.CredentialTried>();
            if (S.Left is null && LoginTarget.Of(S.Device) is not null)
                _pen.Wait(
                    SessionPhase.Waiting,
                    "the journal cannot be written, and an unproved credential is not sent before its attempt is recorded",
                    S.Policy.JournalAgain);
            else
                Decide();
        }
        else
        {
            _pen.State = S with { JournalFailing = true };
            _pen.RemindToJournal();
        }
    }

    private void Enter(LoginTarget target, long generation, DeviceIdentity identity)
    {
        _pen.State = S with { Live = new LoginRun(target, generation), LiveSince = now, Unknowns = 0, Limits = 0 };
        if (S.Device.IsEnrolled && S.Device.PinnedSerial is { } pinned && pinned != identity.Serial)
        {
            _pen.Journal(new DeviceEvent.IdentityChanged(S.Device.Id, identity.Serial, now));
            _pen.Close($"another device answers: serial number {identity.Serial} in place of {pinned}");
            return;
        }

        _pen.Proved(target, identity);
        if (Compare(target))
            _pen.Online(identity);
    }

    /// <summary>False: the session is not the wanted one, and is ended.</summary>
    private bool Compare(LoginTarget target)
    {
        var wanted = LoginTarget.Of(S.Device);
        if (S.Left is null && wanted == target)
            return true;

        _pen.Close(S.Left ?? (wanted, S.Device.IsEnrolled) switch
        {
            (null, true) => "disabled",
            (null, false) => "removed",
            _ when wanted!.Address != target.Address => "the address was changed",
            _ => "the credential was changed",
        });
        return false;
    }

    // The table logs a login out that nobody claims; saying so here too leaves no way for one to be forgotten.
    private void Disown(long generation)
    {
        _pen.State = S with { Ignored = S.Ignored + 1 };
        if (!IsLive(generation) && S.Closing != generation)
            _pen.Add(new SessionEffect.Logout(generation));
    }

    private void Fail(LoginTarget target, LoginFailure failure)
    {
        SessionFailures.Book(_pen, target, failure);
        var stillWanted = S.Left is null && LoginTarget.Of(S.Device) == target;
        if (!stillWanted || !SessionFailures.Wait(_pen, failure))
            Decide();
    }

    private void GiveUp(LoginTarget target, long generation)
    {
        var failure = new LoginFailure(
            LoginErrors.UnknownOutcome, 0, "the login did not return within its deadline", LoginStage.Sent);
        _pen.Add(new SessionEffect.Abort(generation));
        _pen.State = S with { NotBefore = now + S.Policy.OverdueWait };
        Fail(target, failure);
    }

    private void Lose(long generation, string reason)
    {
        _pen.Down(reason);
        _pen.Add(new SessionEffect.Abort(generation));
        _pen.CountFailure();
        _pen.Wait(SessionPhase.Backoff, $"the session was lost: {reason}", _pen.NextBackoff());
    }

    private void Mute(string reason)
    {
        if (S.Status.Phase != SessionPhase.Mute)
            _pen.Wait(SessionPhase.Mute, reason, S.Policy.MuteRelogin);
    }

    private void Unmute()
    {
        if (S.Status.Phase == SessionPhase.Mute)
            _pen.Rest(SessionPhase.Online, "the device speaks again");
    }

    private void Fire()
    {
        _pen.State = S with { Timer = null };
        _pen.JournalRest();
        if (S.Closing is { } closing)
        {
            _pen.Add(new SessionEffect.Abort(closing));
            Closed();
        }
        else if (S.Status.NextAttempt is { } next && next > now)
        {
            _pen.Arm(next - now);
        }
        else if (S.Live is not null && S.Status.Phase == SessionPhase.Mute)
        {
            _pen.CountFailure();
            _pen.State = S with { NotBefore = now + _pen.NextBackoff() };
            _pen.Close($"given up as mute: {S.Status.Reason}");
        }
        else if (IsIdle && S.Device.Standing == CredentialStanding.Tried)
        {
            CountAsRefusal();
        }
        else if (IsIdle)
        {
            Decide();
        }
    }

    private void TakeOver(SessionInput.TakenOver found)
    {
        if (!IsIdle || S.Left is not null)
        {
            Disown(found.Generation);
            return;
        }

        _pen.State = S with { Generation = Math.Max(S.Generation, found.Generation) };
        var run = new LoginRun(LoginTarget.Of(S.Device) ?? LoginTarget.None, found.Generation);
        if (LoginTarget.Of(S.Device) is null || S.Device.Standing == CredentialStanding.Untried)
        {
            _pen.State = S with { Live = run, LiveSince = now };
            _pen.Close("a session of before the restart is not the wanted one");
            return;
        }

        _pen.Tell("session taken over", "a login of before the restart was still alive");
        Enter(run.Target, found.Generation, found.Identity);
    }

    private void CountAsRefusal()
    {
        if (IsIdle && S.Device.Standing == CredentialStanding.Tried)
            _pen.Refused(
                S.Device.CredentialVersion,
                LoginErrors.UnknownOutcome,
                "its only attempt has no known outcome, because the node ended before the answer came",
                attemptsLeft: null);
        if (IsIdle)
            Decide();
    }

    private void Closed()
    {
        _pen.State = S with { Closing = null };
        Decide();
    }

    private void Leave(string reason)
    {
        _pen.State = S with { Left = S.Left ?? reason };
        if (S.Live is not null)
            _pen.Close(S.Left!);
        else if (S.Attempt is not null)
            _pen.Rest(SessionPhase.Leaving, $"{S.Left}; a login is still under way");
        else if (S.Closing is null)
            Decide();
    }
}

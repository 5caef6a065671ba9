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
            case SessionInput.Held i when IsUnderWay(i.Generation):
                _pen.Rest(SessionPhase.Waiting, i.Reason);
                break;
            case SessionInput.Begun i when IsUnderWay(i.Generation):
                _pen.Begin(S.Attempt!.Target);
                break;
            case SessionInput.LoginSucceeded i when IsUnderWay(i.Generation):
                SessionEntry.Enter(_pen, _pen.EndAttempt(), i.Generation, i.Identity);
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
            case SessionInput.Fenced i when IsLive(i.Generation):
                _pen.Down(i.Reason);
                _pen.Tell("session let go", i.Reason);
                SessionNextStep.Take(_pen);
                break;
            case SessionInput.LossExpected i when IsLive(i.Generation):
                ExpectLoss(i.ComesBack);
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
            SessionEntry.Compare(_pen, S.Live.Target);
        else if (IsIdle && changed && S.Left is null)
            Anew();
    }

    // A change of anything else was made by the session itself.
    private static (LoginTarget?, bool, DateTimeOffset?) Concerns(DeviceState device) =>
        (LoginTarget.Of(device), device.IsEnrolled, device.RetriedAt);

    private void Anew()
    {
        _pen.State = S with { Failures = 0, Limits = 0, Unknowns = 0 };
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
        SessionNextStep.Take(_pen);
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
                SessionNextStep.Take(_pen);
        }
        else
        {
            _pen.State = S with { JournalFailing = true };
            _pen.RemindToJournal();
        }
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
            SessionNextStep.Take(_pen);
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
        if (S.Expected is { } expected && expected.Until > now)
        {
            LoseAsExpected(expected);
            return;
        }

        _pen.CountFailure();
        _pen.Wait(SessionPhase.Backoff, $"the session was lost: {reason}", _pen.NextBackoff());
    }

    private void ExpectLoss(bool comesBack)
    {
        var expected = new ExpectedLoss(now + S.Policy.ExpectedLossWait, comesBack);
        _pen.State = S with { Expected = expected };
        _pen.Wait(SessionPhase.Online, expected.Words, S.Policy.ExpectedLossWait);
    }

    private void LoseAsExpected(ExpectedLoss expected)
    {
        _pen.State = S with { Expected = expected.ComesBack ? expected with { Until = now + S.Policy.RestartWait } : null };
        if (!expected.ComesBack)
            _pen.CountFailure();
        _pen.Wait(SessionPhase.Backoff, expected.Words, expected.ComesBack ? S.Policy.RestartAgain : _pen.NextBackoff());
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
        else if (S is { Live: not null, Status.Phase: SessionPhase.Online, Expected: { } expected })
        {
            _pen.State = S with { Expected = null };
            _pen.Rest(SessionPhase.Online, $"the session stands, though the device should be {expected.Words}");
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
            SessionNextStep.Take(_pen);
        }
    }

    private void TakeOver(SessionInput.TakenOver found)
    {
        if (IsIdle && S.Left is null)
            SessionEntry.TakeOver(_pen, found);
        else
            Disown(found.Generation);
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
            SessionNextStep.Take(_pen);
    }

    private void Closed()
    {
        _pen.State = S with { Closing = null };
        SessionNextStep.Take(_pen);
    }

    private void Leave(string reason)
    {
        _pen.State = S with { Left = S.Left ?? reason };
        if (S.Live is not null)
            _pen.Close(S.Left!);
        else if (S.Attempt is not null)
            _pen.Rest(SessionPhase.Leaving, $"{S.Left}; a login is still under way");
        else if (S.Closing is null)
            SessionNextStep.Take(_pen);
    }
}

using Akka.Actor;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;
using DeviceCluster.Domain.Sessions;

namespace DeviceCluster.Actors.Devices;

/// <summary>
/// How a session begins after recovery: with the login that the incarnation before left, with the outcome of one that is still under way, or anew. Until
/// that is known, and what failed is in the journal, the session is told nothing.
/// </summary>
internal sealed class SessionRecovery(
    DeviceId device, NodeParts parts, long incarnation, ITimerScheduler timers, WhyTimeline why, Action<DeviceEvent> journal, Action<SessionInput> tell)
{
    private static readonly TimeSpan JournalAgain = TimeSpan.FromSeconds(1);

    private DeviceState _wanted = DeviceState.New(device);
    private long? _awaited;

    // How the login before the restart failed, until the journal has it; only then the machine begins.
    private LoginFailure? _unjournaled;

    /// <summary>A login of before the restart is under way, and its outcome is awaited.</summary>
    public bool IsAwaiting => _awaited is not null;

    /// <summary>Claims what is left and is for what is wanted; what is not is ended.</summary>
    public Inheritance Inherit(DeviceState wanted, IActorRef self)
    {
        _wanted = wanted;
        if (!wanted.IsEnrolled)
            parts.Table.Forget(device);

        var left = parts.Table.Inherit(device, self, incarnation);
        if (left.Entry is not { } entry || IsForWanted(entry))
            return left;
        Disown(entry);
        return left with { Entry = null };
    }

    public void Begin(Inheritance left)
    {
        if (left.Entry is { } found && left.Live)
            TakeOver(found, left.Generation);
        else if (left.Entry is not null)
            Await(left.Generation);
        else
            BeginAfter(left.Failure);
    }

    /// <summary>True: the session is to hear of it.</summary>
    public bool Want(DeviceState wanted)
    {
        _wanted = wanted;
        if (_unjournaled is not null && wanted.Standing == CredentialStanding.Tried)
            return false;
        _unjournaled = null;
        return _awaited is null;
    }

    public void EndWait(SessionInput outcome)
    {
        var generation = _awaited!.Value;
        _awaited = null;
        switch (outcome)
        {
            case SessionInput.LoginSucceeded when parts.Table.Find(device, incarnation, generation) is { } entry && IsForWanted(entry):
                TakeOver(entry, generation);
                break;
            case SessionInput.LoginSucceeded when parts.Table.Find(device, incarnation, generation) is { } entry:
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

    /// <summary>True: it was the journal's answer to this, which tries again.</summary>
    public bool TriesAgain(SessionInput input)
    {
        if (input is not SessionInput.JournalFailed || _unjournaled is null)
            return false;
        timers.StartSingleTimer(nameof(DeviceTick.BeginAgain), new DeviceTick.BeginAgain(), JournalAgain);
        return true;
    }

    public void BeginAgain()
    {
        if (_unjournaled is not null && parts.Health.IsOpen)
            Begin(_unjournaled);
        else if (_unjournaled is not null)
            timers.StartSingleTimer(nameof(DeviceTick.BeginAgain), new DeviceTick.BeginAgain(), JournalAgain);
    }

    /// <summary>The entity leaves: nothing of before is waited for any more.</summary>
    public void GiveUp()
    {
        if (_awaited is not null)
            parts.Table.Forget(device);
        _awaited = null;
        _unjournaled = null;
    }

    private void TakeOver(SessionEntry entry, long generation)
    {
        why.Add(parts.Now, "session taken over without a login", $"from the incarnation before; it was logged in as {entry}");
        var facts = entry.Login!.Facts;
        tell(new SessionInput.TakenOver(generation, new DeviceIdentity(facts.Serial, facts.Channels, facts.DeviceType)));
        tell(new SessionInput.Wanted(_wanted));
    }

    private void Await(long generation)
    {
        why.Add(parts.Now, "waiting for the outcome of a login that was begun before the restart", null);
        _awaited = generation;
    }

    /// <summary>The address, the credential or the access may have been changed since the login was begun.</summary>
    private bool IsForWanted(SessionEntry entry) =>
        _wanted is { Address: { } address, User: { } user }
        && entry.Target == new LoginTarget(address, user, _wanted.CredentialVersion, _wanted.Access.PlainLogin);

    private void Disown(SessionEntry entry)
    {
        why.Add(parts.Now, "a login by an earlier address, credential or access was found and ended", entry.Target.Address.ToString());
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

            tell(new SessionInput.RecoveredWithoutOutcome());
        }

        tell(new SessionInput.Wanted(_wanted));
    }
}

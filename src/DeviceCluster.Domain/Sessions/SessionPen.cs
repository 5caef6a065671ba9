using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;

namespace DeviceCluster.Domain.Sessions;

/// <summary>Writes the next state of a session and its effects, in order. Lives for one input.</summary>
internal sealed class SessionPen(SessionState state, DateTimeOffset now)
{
    private readonly ImmutableArray<SessionEffect>.Builder _effects = ImmutableArray.CreateBuilder<SessionEffect>();

    public SessionState State { get; set; } = state;

    public DateTimeOffset Now { get; } = now;

    public (SessionState, ImmutableArray<SessionEffect>) Finish() => (State, _effects.DrainToImmutable());

    public void Add(SessionEffect effect) => _effects.Add(effect);

    public void Tell(string what, string? detail) => Add(new SessionEffect.Note(what, detail));

    /// <summary>Takes what is in the journal, with what is not seen there yet on top.</summary>
    public void See(DeviceState device)
    {
        var missing = ImmutableArray.CreateBuilder<DeviceEvent>();
        var view = device;
        foreach (var happened in State.Unjournaled)
        {
            // An event that changes nothing is in the journal already.
            var next = view.Apply(happened);
            if (next != view)
                missing.Add(happened);
            view = next;
        }

        State = State with
        {
            Journaled = device,
            Device = view,
            JournalFailing = State.JournalFailing && missing.Count > 0,
            Unjournaled = missing.DrainToImmutable(),
        };
    }

    public void Journal(DeviceEvent happened)
    {
        if (!State.Device.IsEnrolled)
            return;

        State = State with
        {
            Device = State.Device.Apply(happened),
            Unjournaled = [.. State.Unjournaled.Where(e => e.GetType() != happened.GetType()), happened],
        };
        Add(new SessionEffect.Journal(happened));
    }

    public void JournalRest()
    {
        foreach (var happened in State.Unjournaled)
            Add(new SessionEffect.Journal(happened));
    }

    public void Forget<T>()
        where T : DeviceEvent
    {
        State = State with { Unjournaled = [.. State.Unjournaled.Where(e => e is not T)] };
        See(State.Journaled);
    }

    /// <summary>What the journal did not take is offered again after a while, whatever the session does.</summary>
    public void RemindToJournal()
    {
        if (!State.JournalFailing || State.Unjournaled.IsEmpty || State.Left is not null || State.Closing is not null)
            return;
        if (State.Timer is null || State.Status.NextAttempt > Now + State.Policy.JournalAgain)
            Arm(State.Policy.JournalAgain);
    }

    public void NotJudged(LoginTarget target, string reason)
    {
        if (target.Version == State.Device.CredentialVersion && State.Device.Standing == CredentialStanding.Tried)
            Journal(new DeviceEvent.CredentialNotJudged(State.Device.Id, target.Version, reason, Now));
    }

    public void Refused(int version, int loginError, string reason, int? attemptsLeft) =>
        Journal(new DeviceEvent.CredentialRefused(State.Device.Id, version, loginError, reason, attemptsLeft, Now));

    public void Proved(LoginTarget target, DeviceIdentity identity)
    {
        var known = State.Device.Standing == CredentialStanding.Proved && State.Device.Identity == identity
            && (State.Device.PinnedSerial ?? "") == identity.Serial;
        if (target.Version == State.Device.CredentialVersion && !known)
            Journal(new DeviceEvent.CredentialProved(State.Device.Id, target.Version, identity, Now));
    }

    /// <summary>An unproved credential: the attempt is journaled before the packet leaves.</summary>
    public void TryFirst(LoginTarget target)
    {
        State = State with { Attempt = new LoginRun(target, Generation: null) };
        Rest(SessionPhase.Waiting, "the attempt is being written to the journal first");
        Journal(new DeviceEvent.CredentialTried(State.Device.Id, target.Version, Now));
    }

    public void Login(LoginTarget target)
    {
        var generation = State.Generation + 1;
        State = State with
        {
            Generation = generation,
            Attempt = new LoginRun(target, generation),
            // Not told: what it waits for, or that it is made, follows at once.
            Status = new SessionStatus(SessionPhase.Waiting, Now, "the login is about to be made", null, null, null),
        };
        StopWaiting();
        Add(new SessionEffect.Login(
            generation, target.Address, target.User, target.Password, target.Version, State.Device.PinnedSerial, target.PlainLogin));
    }

    public void Begin(LoginTarget target) => Rest(SessionPhase.Connecting, $"logging in to {target.Address} as {target.User}");

    public LoginTarget EndAttempt()
    {
        var target = State.Attempt!.Target;
        State = State with { Attempt = null };
        return target;
    }

    public void Online(DeviceIdentity identity)
    {
        // A device that knows no challenge does not say who it is.
        var serial = identity.Serial.Length > 0 ? $"serial number {DeviceText.Clean(identity.Serial)}" : "it tells no serial number";
        Rest(SessionPhase.Online, $"logged in; {serial}, {identity.Channels} channels");
        State = State with { Announced = true };
        Add(new SessionEffect.SessionUp(identity));
    }

    public void Down(string reason)
    {
        if (State.Announced)
            Add(new SessionEffect.SessionDown(reason));
        State = State with { Live = null, Announced = false };
    }

    public void Close(string reason)
    {
        var generation = State.Live!.Generation!.Value;
        Down(reason);
        State = State with { Closing = generation };
        Rest(SessionPhase.Leaving, reason);
        Arm(State.Policy.LogoutWait);
        Add(new SessionEffect.Logout(generation));
    }

    /// <summary>A session that stood for a while starts the count anew.</summary>
    public void CountFailure()
    {
        var stood = State.LiveSince != default && Now - State.LiveSince >= State.Policy.StableAfter;
        State = State with { Failures = stood ? 1 : State.Failures + 1, LiveSince = default };
    }

    public TimeSpan NextBackoff() =>
        SessionDelays.Backoff(State.Policy.BackoffMin, Most(State.Policy.BackoffMax), State.Failures, State.Seed, State.LastTimer);

    public TimeSpan NextLimit() =>
        SessionDelays.Backoff(State.Policy.SessionLimitMin, Most(State.Policy.SessionLimitMax), State.Limits, State.Seed, State.LastTimer);

    public TimeSpan Spread(TimeSpan wait) => SessionDelays.Spread(wait, State.Seed, State.LastTimer);

    /// <summary>A state that ends by itself after a while.</summary>
    public void Wait(SessionPhase phase, string reason, TimeSpan pause, int? loginError = null, int? attemptsLeft = null)
    {
        Become(phase, reason, Now + pause, loginError, attemptsLeft);
        Arm(pause);
    }

    /// <summary>A state that ends only by an input.</summary>
    public void Rest(SessionPhase phase, string reason, int? loginError = null, int? attemptsLeft = null)
    {
        Become(phase, reason, next: null, loginError, attemptsLeft);
        StopWaiting();
    }

    public void Arm(TimeSpan pause)
    {
        State = State with { Timer = State.LastTimer + 1, LastTimer = State.LastTimer + 1 };
        Add(new SessionEffect.StartTimer(State.LastTimer, pause > TimeSpan.Zero ? pause : TimeSpan.Zero));
    }

    private void StopWaiting()
    {
        if (State.Timer is not null)
            Add(new SessionEffect.StopTimer());
        State = State with { Timer = null };
        RemindToJournal();
    }

    // Every attempt of an unproved credential is journaled, so a device that never judges it must not be asked often for ever.
    private TimeSpan Most(TimeSpan ofProved) =>
        State.Device.Standing == CredentialStanding.Proved ? ofProved : State.Policy.UnprovedMax;

    private void Become(SessionPhase phase, string reason, DateTimeOffset? next, int? loginError, int? attemptsLeft)
    {
        var before = State.Status;
        var since = before.Phase == phase ? before.Since : Now;
        State = State with { Status = new SessionStatus(phase, since, reason, next, loginError, attemptsLeft) };
        if (before.Phase != phase || before.Reason != reason)
            Tell(phase.ToString(), reason);
    }
}

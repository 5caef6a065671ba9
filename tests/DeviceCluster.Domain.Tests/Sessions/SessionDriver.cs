using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;
using DeviceCluster.Domain.Sessions;
using DeviceCluster.Domain.Tests.Devices;

namespace DeviceCluster.Domain.Tests.Sessions;

/// <summary>Plays the actor around a session: journals, keeps the timer and the clock, remembers every login. The device is the test.</summary>
internal sealed class SessionDriver
{
    private readonly List<SessionEffect> _effects = [];
    private readonly List<DeviceEvent> _written = [];
    private readonly Queue<SessionInput> _mailbox = new();
    private (long Id, DateTimeOffset Due)? _timer;
    private bool _started;

    public SessionDriver(DeviceState device, ulong seed = 7)
    {
        Device = device;
        Session = SessionState.New(device, SessionPolicy.Default, seed, lastGeneration: 0, Now);
    }

    public SessionState Session { get; private set; }

    public DeviceState Device { get; private set; }

    public DateTimeOffset Now { get; private set; } = Samples.Noon;

    public bool JournalWorks { get; set; } = true;

    /// <summary>With false the test says itself when the journal has answered.</summary>
    public bool JournalAnswers { get; set; } = true;

    /// <summary>With false the test says itself what a login waits for, and when its call is made.</summary>
    public bool LoginsBegin { get; set; } = true;

    public IReadOnlyList<SessionEffect> Effects => _effects;

    public IEnumerable<SessionEffect.Login> Logins => _effects.OfType<SessionEffect.Login>();

    public Dictionary<long, DateTimeOffset> LoginTimes { get; } = [];

    /// <summary>For each login how many attempts of its version were in the journal when it was made.</summary>
    public Dictionary<long, int> TriedBefore { get; } = [];

    public IEnumerable<DeviceEvent> Journaled => _effects.OfType<SessionEffect.Journal>().Select(e => e.Event);

    public SessionPhase Phase => Session.Status.Phase;

    public bool HasTimer => _timer is not null;

    public SessionDriver Start()
    {
        _started = true;
        return Hear(new SessionInput.Wanted(Device));
    }

    /// <summary>An operator's order, as the entity would carry it out: before the start it is journaled, and the session hears of it then.</summary>
    public SessionDriver Order(DeviceEvent happened)
    {
        Device = Device.Apply(happened);
        return _started ? Hear(new SessionInput.Wanted(Device)) : this;
    }

    public SessionDriver Hear(SessionInput input)
    {
        _mailbox.Enqueue(input);
        while (_mailbox.TryDequeue(out var heard))
        {
            var (next, effects) = Session.On(heard, Now);
            Session = next;
            foreach (var effect in effects)
                CarryOut(effect);
        }

        return this;
    }

    public SessionDriver Succeed(DeviceIdentity? identity = null) =>
        Hear(new SessionInput.LoginSucceeded(Session.Generation, identity ?? Samples.Nvr));

    public SessionDriver Fail(int loginError, LoginStage stage, int? attemptsLeft = null, TimeSpan? lockedFor = null) =>
        Hear(new SessionInput.LoginFailed(
            Session.Generation, new LoginFailure(loginError, 0, "words", stage, attemptsLeft, lockedFor)));

    /// <summary>Another device answered, and the library held the proof back.</summary>
    public SessionDriver FindForeign(string serial, LoginStage stage = LoginStage.Challenged) => Hear(new SessionInput.LoginFailed(
        Session.Generation, new LoginFailure(0, 0, "another device answers", stage, FoundSerial: serial)));

    public SessionDriver Pass(TimeSpan time)
    {
        var end = Now + time;
        while (_timer is { } timer && timer.Due <= end)
        {
            _timer = null;
            Now = timer.Due;
            Hear(new SessionInput.TimerFired(timer.Id));
        }

        Now = end;
        return this;
    }

    /// <summary>The node ends and the entity recovers from its journal.</summary>
    public SessionDriver Restart() => new(DeviceState.From(Device.ToSnapshot())) { Now = Now };

    private void CarryOut(SessionEffect effect)
    {
        _effects.Add(effect);
        switch (effect)
        {
            case SessionEffect.Journal j when JournalAnswers:
                Write(j.Event);
                break;
            case SessionEffect.Login login:
                LoginTimes[login.Generation] = Now;
                if (LoginsBegin)
                    _mailbox.Enqueue(new SessionInput.Begun(login.Generation));
                TriedBefore[login.Generation] = _written.OfType<DeviceEvent.CredentialTried>().Count(e => e.CredentialVersion == login.Version);
                break;
            case SessionEffect.StartTimer t:
                _timer = (t.Timer, Now + t.After);
                break;
            case SessionEffect.StopTimer:
                _timer = null;
                break;
        }
    }

    private void Write(DeviceEvent happened)
    {
        if (!JournalWorks)
        {
            _mailbox.Enqueue(new SessionInput.JournalFailed());
            return;
        }

        _written.Add(happened);
        Device = Device.Apply(happened);
        _mailbox.Enqueue(new SessionInput.Wanted(Device));
        if (happened is DeviceEvent.CredentialTried tried)
            _mailbox.Enqueue(new SessionInput.TriedJournaled(tried.CredentialVersion));
    }
}

using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Sessions;
using static DeviceCluster.Domain.Tests.Devices.Samples;

namespace DeviceCluster.Domain.Tests.Sessions;

/// <summary>Plays a schedule against a session and keeps its own books of what was sent and judged, independent of the session's.</summary>
internal sealed class SessionSchedule
{
    public const int Kinds = 20;

    private static readonly int[] Errors = [0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 17, 18, 19, 20, 255];
    private static readonly TimeSpan OverdueWait = SessionPolicy.Default.OverdueWait;

    private readonly CredentialBooks _credentials = new();
    private SessionDriver _driver = new(Enrolled());
    private int _seen;
    private DeviceAddress? _removedFrom;
    private bool _up;
    private bool _left;
    private SessionEffect.Login? _underWay;
    private (SessionEffect.Login Login, DeviceIdentity Identity)? _live;
    private DateTimeOffset _freeAt;

    public IReadOnlyList<string> SentAgain => _credentials.SentAgain;

    public IReadOnlyList<string> SecondTriesTooSoon => _credentials.SecondTriesTooSoon;

    public List<string> DeadEnds { get; } = [];

    public HashSet<SessionPhase> Phases { get; } = [];

    public int LoginsAtOnce { get; private set; }

    public int LoginsWithoutTrace { get; private set; }

    public int LoginsAfterLeaving { get; private set; }

    public int LoginsDuringLock => _credentials.LoginsDuringLock;

    /// <summary>Live logins that nothing spoke against and that a restarted session did not go on with.</summary>
    public List<string> NotTakenOver { get; } = [];

    /// <summary>Live logins to what is no longer wanted, that a restarted session went on with.</summary>
    public List<string> WronglyTakenOver { get; } = [];

    public int LiveTakenOver { get; private set; }

    public int LoginsOverLive { get; private set; }

    public int UpDownErrors { get; private set; }

    public int MostUnjournaled { get; private set; }

    public bool IsClosed => _driver.Session.IsClosed;

    public static SessionSchedule Run((int Kind, int Value)[] steps)
    {
        var run = new SessionSchedule();
        run._driver.Start();
        run.Book();
        foreach (var (kind, value) in steps)
        {
            run.Step(kind, value);
            run.Book();
        }

        return run;
    }

    public void LeaveForGood()
    {
        _driver.Hear(new SessionInput.Leave("end"));
        if (_underWay is { } login)
            _driver.Hear(new SessionInput.LoginOverdue(login.Generation));
        _driver.Pass(TimeSpan.FromMinutes(5));
    }

    private void Step(int kind, int value)
    {
        switch (kind)
        {
            case 0 or 1:
                _driver.Pass(TimeSpan.FromSeconds(value % 100));
                break;
            case 2:
                _driver.Pass(TimeSpan.FromMinutes(value % 200));
                break;
            case 3 or 4 when _underWay is { } login:
                Succeed(login, value % 8 == 0 ? Nvr with { Serial = "9Z99" } : Nvr);
                break;
            case 5 or 6 or 7 when _underWay is { } login:
                Fail(login, value);
                break;
            case 8 when _underWay is { } login:
                Overdue(login);
                break;
            case 9:
                _driver.Hear(new SessionInput.Lost(_driver.Session.Generation - (value % 3), "closed"));
                break;
            case 10:
                _driver.Hear(value % 3 == 0
                    ? new SessionInput.Heard(_driver.Session.Generation)
                    : new SessionInput.Silent(_driver.Session.Generation, "no frame"));
                break;
            case 11:
                _driver.Hear(new SessionInput.LoggedOut(_driver.Session.Generation));
                break;
            case 12 or 13:
                Order(value);
                break;
            case 14:
                _driver.JournalWorks = value % 3 != 0;
                break;
            case 15 when value % 2 == 0 && _driver.Session.HeldForJournal == 0:
                Restart(value);
                break;
            case 16:
                _driver.Hear(new SessionInput.LoginSucceeded(_driver.Session.Generation - 1 - (value % 2), Nvr));
                break;
            case 18:
                _driver.Hear(new SessionInput.Held(_driver.Session.Generation - (value % 3), $"another has it {value % 2}"));
                break;
            case 19:
                _driver.Hear(new SessionInput.Fenced(_driver.Session.Generation - (value % 3), "the fence is lost"));
                break;
            case 17 when value % 40 == 0:
                _left = true;
                _driver.Hear(new SessionInput.Leave("moving"));
                break;
        }
    }

    // As the entity does it: a login to another address or credential than the wanted one is ended and not handed over.
    private bool TakeOver((SessionEffect.Login Login, DeviceIdentity Identity) found)
    {
        var device = _driver.Device;
        if (found.Login.Version != device.CredentialVersion || found.Login.Address != device.Address)
            return false;

        _credentials.Prove(_driver, found.Login, found.Identity);
        _live = found;
        _driver.Hear(new SessionInput.TakenOver(found.Login.Generation, found.Identity));
        return true;
    }

    private void Succeed(SessionEffect.Login login, DeviceIdentity identity)
    {
        _underWay = null;
        _credentials.Prove(_driver, login, identity);
        _live = (login, identity);
        _driver.Hear(new SessionInput.LoginSucceeded(login.Generation, identity));
    }

    private void Fail(SessionEffect.Login login, int value)
    {
        var stage = (LoginStage)(value % 5);
        var failure = new LoginFailure(
            Errors[value / 5 % Errors.Length], 0, "words", stage, value % 7 == 6 ? null : value % 7, TimeSpan.FromSeconds(value % 1000));
        _underWay = null;
        _credentials.Judge(_driver, login.Version, failure);
        _driver.Hear(new SessionInput.LoginFailed(login.Generation, failure));
    }

    private void Overdue(SessionEffect.Login login)
    {
        _underWay = null;
        _freeAt = _driver.Now + OverdueWait;
        _credentials.Judge(_driver, login.Version, new LoginFailure(0, 0, "", LoginStage.Sent));
        _driver.Hear(new SessionInput.LoginOverdue(login.Generation));
    }

    private void Order(int value)
    {
        var now = _driver.Now;
        var device = _driver.Device;
        switch (value % 7)
        {
            case 0 or 1 when device.IsEnrolled:
                _credentials.Lift();
                _credentials.LockedUntil = null;
                _driver.Order(new DeviceEvent.Retried(Gate, now));
                break;
            case 2 when device.IsEnrolled:
                _credentials.Lift();
                _driver.Order(new DeviceEvent.CredentialChanged(Gate, "admin", Sealed($"p{value}"), device.CredentialVersion + 1, now));
                break;
            case 3 when device.IsEnrolled:
                _driver.Order(new DeviceEvent.AddressChanged(Gate, value % 2 == 0 ? Elsewhere : Address, now));
                break;
            case 4:
                _driver.Order(device.Enabled ? new DeviceEvent.Disabled(Gate, now) : new DeviceEvent.Enabled(Gate, now));
                break;
            case 5 when value % 5 == 0:
                _removedFrom = device.Address ?? _removedFrom;
                _driver.Order(new DeviceEvent.Removed(Gate, now));
                break;
            case 6 when !device.IsEnrolled:
                _credentials.Lift();
                var address = value % 3 == 0 ? Elsewhere : Address;
                _credentials.LockedUntil = address == _removedFrom ? _credentials.LockedUntil : null;
                _driver.Order(new DeviceEvent.Enrolled(Gate, address, "admin", Sealed("right"), device.CredentialVersion + 1, null, now));
                break;
        }
    }

    private void Restart(int value)
    {
        Book();
        // Of the entity alone: its logins live on. Of the node: they are gone, and what the device answered is not known.
        var found = value % 4 == 0 ? null : _underWay is { } login ? (login, Nvr) : _driver.Session.IsUp ? _live : null;
        var wasLive = _driver.Session.IsUp;
        if (value % 4 == 0 && _underWay is { } lost)
            _credentials.Lose(lost);
        _left = false;
        _up = false;
        _live = null;
        _underWay = null;
        _seen = 0;
        _freeAt = default;
        _driver = _driver.Restart();
        if (value % 3 == 0)
            Order(value / 12);
        var takenOver = found is { } handle && TakeOver(handle);
        if (!takenOver && found is { } ended)
            _credentials.Lose(ended.Login);
        if (!takenOver && _driver.Device.Standing == CredentialStanding.Tried && value % 8 < 4)
            _driver.Hear(new SessionInput.RecoveredWithoutOutcome());
        _driver.Start();
        if (wasLive && found is not null)
            BookTakeOver(takenOver);
    }

    private void BookTakeOver(bool handedOver)
    {
        var wanted = handedOver && _driver.Device.Enabled;
        LiveTakenOver += wanted ? 1 : 0;
        if (wanted && !_driver.Session.IsUp)
            NotTakenOver.Add($"{_driver.Phase}: {_driver.Session.Status.Reason}");
        if (!wanted && _driver.Session.IsUp)
            WronglyTakenOver.Add($"{_driver.Phase}: {_driver.Session.Status.Reason}");
    }

    private void Book()
    {
        for (; _seen < _driver.Effects.Count; _seen++)
        {
            switch (_driver.Effects[_seen])
            {
                case SessionEffect.Login login:
                    Book(login);
                    break;
                case SessionEffect.SessionUp:
                    UpDownErrors += _up ? 1 : 0;
                    _up = true;
                    break;
                case SessionEffect.SessionDown:
                    UpDownErrors += _up ? 0 : 1;
                    _up = false;
                    break;
            }
        }

        Phases.Add(_driver.Phase);
        MostUnjournaled = Math.Max(MostUnjournaled, _driver.Session.HeldForJournal);
        if (!HasAWayOn())
            DeadEnds.Add($"{_driver.Phase}: {_driver.Session.Status.Reason}");
    }

    private void Book(SessionEffect.Login login)
    {
        var at = _driver.LoginTimes[login.Generation];
        LoginsAtOnce += _underWay is not null || at < _freeAt ? 1 : 0;
        LoginsOverLive += _up ? 1 : 0;
        LoginsAfterLeaving += _left ? 1 : 0;
        _credentials.Book(_driver, login, at);
        if (!_credentials.IsProved(login.Version))
            LoginsWithoutTrace += _driver.TriedBefore[login.Generation] < LoginsSoFar(login) ? 1 : 0;
        _underWay = login;
    }

    private int LoginsSoFar(SessionEffect.Login login) =>
        _driver.Logins.Count(l => l.Version == login.Version && l.Generation <= login.Generation);

    private bool HasAWayOn() =>
        _underWay is not null || _driver.HasTimer || _driver.Session.IsUp
        || (_driver.Phase is SessionPhase.Disabled or SessionPhase.CredentialError or SessionPhase.IdentityChanged
            && _driver.Session.Status.Reason.Length > 5)
        || (_driver.Phase is SessionPhase.Refused && _driver.Session.Status.Reason.EndsWith("order a retry", StringComparison.Ordinal));
}

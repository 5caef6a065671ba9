using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Devices;
using DeviceCluster.Domain.Sessions;

namespace DeviceCluster.Domain.Tests.Sessions;

/// <summary>What the device knows of the credentials it was sent: proved, refused, locked; and which logins should not have been made.</summary>
internal sealed class CredentialBooks
{
    private readonly HashSet<int> _proved = [];
    private readonly List<string> _sentAgain = [];
    private readonly List<string> _secondTriesTooSoon = [];
    private int? _burnt;
    private int? _lockedUnproved;
    private DateTimeOffset? _refusedAt;
    private bool _secondTryAllowed;

    public IReadOnlyList<string> SentAgain => _sentAgain;

    public IReadOnlyList<string> SecondTriesTooSoon => _secondTriesTooSoon;

    public int LoginsDuringLock { get; private set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public bool IsProved(int version) => _proved.Contains(version);

    public void Prove(SessionDriver driver, SessionEffect.Login login, DeviceIdentity identity)
    {
        if (driver.Device.PinnedSerial is null || driver.Device.PinnedSerial == identity.Serial)
        {
            _proved.Add(login.Version);
            _refusedAt = null;
        }
    }

    /// <summary>Nobody will ever tell what it came to.</summary>
    public void Lose(SessionEffect.Login login)
    {
        if (!_proved.Contains(login.Version))
            _burnt = login.Version;
    }

    public void Judge(SessionDriver driver, int version, LoginFailure failure)
    {
        // A number that nobody knows is a refusal of the credential where the device tells what it cost.
        var refused = failure.LoginError is 1 or 2 or 12 || failure is { LoginError: 17 or 255, Stage: LoginStage.Answered, AttemptsLeft: not null };
        var known = failure.LoginError is >= 4 and <= 7 or 10 or 11 or 13 or 18 or 19 or 20;
        var unknown = !refused && !known && failure.Stage >= LoginStage.Sent && !(failure is { LoginError: 8, Stage: LoginStage.Answered });
        if (failure.LoginError == 5 && driver.Device.IsEnrolled)
            LockedUntil = driver.Now + TimeSpan.FromSeconds(Math.Max(10, failure.LockedFor!.Value.TotalSeconds));
        if (!_proved.Contains(version))
        {
            var lockedAgain = failure.LoginError == 5 && _lockedUnproved == version;
            _lockedUnproved = failure.LoginError == 5 ? version : _lockedUnproved;
            _burnt = refused || unknown || lockedAgain ? version : _burnt;
        }
        else if (refused && version == driver.Device.CredentialVersion)
        {
            _secondTryAllowed = _refusedAt is null && failure.AttemptsLeft >= 3;
            _refusedAt = driver.Now;
        }
        else if (_refusedAt is not null && version == driver.Device.CredentialVersion)
        {
            // Its second try was not judged, so it stands where an untried one stands; an unknown outcome ends it.
            _secondTryAllowed = !unknown;
        }
    }

    public void Lift()
    {
        _burnt = null;
        _lockedUnproved = null;
        _refusedAt = null;
    }

    public void Book(SessionDriver driver, SessionEffect.Login login, DateTimeOffset at)
    {
        LoginsDuringLock += at < LockedUntil ? 1 : 0;
        if (login.Version == _burnt)
            _sentAgain.Add($"version {login.Version} at {at:T}");
        if (_refusedAt is { } refused && login.Version == driver.Device.CredentialVersion
            && (!_secondTryAllowed || at < refused + DeviceState.SecondTryAfter))
            _secondTriesTooSoon.Add($"version {login.Version} at {at:T}, refused at {refused:T}");
    }
}

namespace DeviceCluster.Simulator.Login;

/// <summary>Who may log in to one device: knows the password, counts wrong ones, locks. One user, as most devices in the field have.</summary>
internal sealed class LoginGate(SimulatorOptions options, bool isInitialised)
{
    private const int KeptPasswords = 8;

    private readonly Lock _gate = new();
    private readonly Queue<string> _former = [];
    private string _password = options.Password;
    private int _failures;
    private DateTimeOffset _lockedUntil;
    private bool _isInitialised = isInitialised;

    /// <summary>A device as it leaves the factory has no password, and lets nobody in.</summary>
    public bool IsInitialised
    {
        get
        {
            lock (_gate)
                return _isInitialised;
        }
    }

    /// <summary>False when it has a password already.</summary>
    public bool Initialise(string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        lock (_gate)
        {
            if (_isInitialised)
                return false;

            _password = password;
            return _isInitialised = true;
        }
    }

    public void Lock(TimeSpan time)
    {
        lock (_gate)
        {
            _lockedUntil = options.Time.GetUtcNow() + time;
            _failures = 0;
        }
    }

    public void ChangePassword(string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        lock (_gate)
        {
            _former.Enqueue(_password);
            if (_former.Count > KeptPasswords)
                _former.Dequeue();

            _password = password;
        }
    }

    /// <summary>Only looks: what a device that says nothing has been sent.</summary>
    public ProvedCredential Prove(Predicate<string> provesPassword)
    {
        lock (_gate)
        {
            return provesPassword(_password) ? ProvedCredential.Current
                : _former.Any(password => provesPassword(password)) ? ProvedCredential.Former
                : ProvedCredential.Wrong;
        }
    }

    /// <summary>Decides, and counts what was wrong.</summary>
    public LoginVerdict Judge(string user, Predicate<string> provesPassword)
    {
        lock (_gate)
        {
            if (!_isInitialised)
                return new LoginVerdict(LoginError.NotInitialised, ProvedCredential.Wrong);

            var credential = Prove(provesPassword);
            var now = options.Time.GetUtcNow();
            if (user != options.User)
                return new LoginVerdict(LoginError.NoSuchUser, ProvedCredential.Wrong);

            if (now < _lockedUntil)
                return new LoginVerdict(LoginError.Locked, credential, 0, _lockedUntil - now);

            if (credential == ProvedCredential.Current)
            {
                _failures = 0;
                return new LoginVerdict(null, credential);
            }

            return Wrong(credential, now);
        }
    }

    /// <summary>The wrong password that spends the last try is answered as every further one will be: locked.</summary>
    private LoginVerdict Wrong(ProvedCredential credential, DateTimeOffset now)
    {
        var left = options.AllowedTries - ++_failures;
        if (left > 0)
            return new LoginVerdict(LoginError.WrongPassword, credential, left);

        _failures = 0;
        _lockedUntil = now + options.LockTime;
        return new LoginVerdict(LoginError.Locked, credential, 0, options.LockTime);
    }
}

using System.Collections.Concurrent;
using System.Threading.Channels;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Live;
using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Actors.Tests.Support;

/// <summary>A library whose calls do what the test says: return when told, hang, or fail.</summary>
internal sealed class ScriptedSdk : INativeSdk
{
    private readonly Channel<SessionLost> _losses = Channel.CreateUnbounded<SessionLost>();
    private long _ids;

    public ChannelReader<SessionLost> Losses => _losses.Reader;

    public Action<nint>? OnLeakedHandle { get; set; }

    public ConcurrentQueue<nint> LoggedOutLeaks { get; } = new();

    public ConcurrentQueue<LoginRequest> Requests { get; } = new();

    public ConcurrentQueue<ScriptedLogin> Logins { get; } = new();

    public bool CanAbort { get; set; } = true;

    /// <summary>Null until it is armed.</summary>
    public ScriptedWatchdog? Watchdog { get; private set; }

    /// <summary>Called on the lane by each login, before it succeeds.</summary>
    public Action OnLogin { get; set; } = () => { };

    public INativeLogin Login(LoginRequest request)
    {
        Requests.Enqueue(request);
        OnLogin();
        var login = new ScriptedLogin(Interlocked.Increment(ref _ids));
        Logins.Enqueue(login);
        return login;
    }

    public void LogoutLeaked(nint handle) => LoggedOutLeaks.Enqueue(handle);

    public IWatchdog ArmWatchdog(TimeSpan trip, TimeSpan kill) => Watchdog = new ScriptedWatchdog(trip, kill);

    public void Lose(ScriptedLogin login) => _losses.Writer.TryWrite(new SessionLost(login.Id, "127.0.0.1", 37777));
}

/// <summary>A login of the <see cref="ScriptedSdk"/>.</summary>
internal sealed class ScriptedLogin(long id) : INativeLogin
{
    private int _logouts;
    private int _aborts;
    private int _lives;

    public long Id { get; } = id;

    public LoginFacts Facts { get; } = new("SERIAL1", 4, 1);

    public int Logouts => Volatile.Read(ref _logouts);

    public int Aborts => Volatile.Read(ref _aborts);

    public Action OnLogout { get; set; } = () => { };

    public bool Online { get; set; } = true;

    public bool IsOnline() => Online;

    public int LivesOpened => Volatile.Read(ref _lives);

    /// <summary>Called on the lane by each opening of a live view, before it fails: a scripted login has no pictures.</summary>
    public Action OnOpenLive { get; set; } = () => { };

    public LiveSource OpenLive(int channel0, int stream)
    {
        Interlocked.Increment(ref _lives);
        OnOpenLive();
        throw new NotSupportedException("no pictures here");
    }

    public void Logout()
    {
        OnLogout();
        Interlocked.Increment(ref _logouts);
    }

    public void Abort() => Interlocked.Increment(ref _aborts);
}

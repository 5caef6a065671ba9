using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Threading.Channels;
using DeviceCluster.Actors.Fencing;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Clock;
using DeviceCluster.Sdk.Configuration;
using DeviceCluster.Sdk.Information;
using DeviceCluster.Sdk.Live;
using DeviceCluster.Sdk.Ptz;
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

    /// <summary>What the device _answers, whatever the login.</summary>
    public ScriptedAnswers Answers { get; } = new();

    public INativeLogin Login(LoginRequest request)
    {
        Requests.Enqueue(request);
        OnLogin();
        var login = new ScriptedLogin(Interlocked.Increment(ref _ids), Answers);
        Logins.Enqueue(login);
        return login;
    }

    public void LogoutLeaked(nint handle) => LoggedOutLeaks.Enqueue(handle);

    public IWatchdog ArmWatchdog(TimeSpan trip, TimeSpan kill) => Watchdog = new ScriptedWatchdog(trip, kill);

    public void Lose(ScriptedLogin login) => _losses.Writer.TryWrite(new SessionLost(login.Id, "127.0.0.1", 37777));
}

/// <summary>A login of the <see cref="ScriptedSdk"/>.</summary>
internal sealed class ScriptedLogin(long id, ScriptedAnswers? scripted = null) : INativeLogin
{
    private readonly ScriptedAnswers _answers = scripted ?? new ScriptedAnswers();
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

    public int? HttpPort { get; set; }

    public HttpPort ReadHttpPort() => HttpPort is { } set ? new HttpPort(set, HttpPortSource.Set) : _answers.HttpPort();

    public JsonElement Ask(string question, int channel0, TimeSpan wait) => _answers.Ask(question, channel0);

    public ImmutableArray<DiskPart> ReadDisks(TimeSpan wait) => _answers.Disks();

    public ImmutableArray<bool> ReadRecording(TimeSpan wait) => _answers.Recording();

    public ImmutableArray<bool> ReadAlarmInputs(TimeSpan wait) => _answers.AlarmInputs();

    public ConfigTable ReadTable(string name, int? channel0, TimeSpan wait) => new(name, channel0, _answers.Table(name, channel0));

    public TableWritten WriteTable(ConfigTable table, TimeSpan wait) => _answers.WriteTable(table);

    public ClockReading ReadClock(TimeSpan wait) => _answers.Clock();

    public void SetClock(DateTime local, TimeSpan wait) => _answers.SetClock(local);

    public void Reboot() => _answers.Control("reboot");

    public void ShutDown(TimeSpan wait) => _answers.Control("shut down");

    public PtzCapabilities ReadPtzCapabilities(int channel0, TimeSpan wait) => _answers.PtzCapabilities(channel0);

    public void Steer(int channel0, uint command, int first, int second, int third, bool stop) =>
        _answers.Ptz(channel0, $"{command} {first} {second} {third}{(stop ? " stop" : "")}");

    public void SetPreset(int channel0, int preset, string? name) => _answers.Ptz(channel0, $"set preset {preset} {name}");

    public void MoveTo(int channel0, PtzPlace place) => _answers.Ptz(channel0, $"{place}");

    public void Move(int channel0, PtzMotion motion) => _answers.Ptz(channel0, $"{motion}");

    public bool StopMove(int channel0, bool allFirst)
    {
        _answers.Ptz(channel0, allFirst ? "stop, all first" : "stop");
        return true;
    }

    public Task<byte[]> TakePictureAsync(int channel0, TimeSpan wait) => _answers.Picture(channel0);

    public void Logout()
    {
        OnLogout();
        Interlocked.Increment(ref _logouts);
    }

    public void Abort() => Interlocked.Increment(ref _aborts);
}

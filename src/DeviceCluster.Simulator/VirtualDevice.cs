using System.Globalization;
using System.Net;
using DeviceCluster.Simulator.Clock;
using DeviceCluster.Simulator.Dvrip;
using DeviceCluster.Simulator.Firmware;
using DeviceCluster.Simulator.Json;
using DeviceCluster.Simulator.Judging;
using DeviceCluster.Simulator.Live;
using DeviceCluster.Simulator.Login;
using DeviceCluster.Simulator.Network;
using DeviceCluster.Simulator.Ptz;
using DeviceCluster.Simulator.Rpc;

namespace DeviceCluster.Simulator;

/// <summary>One virtual NVR with its own address: its identity, its sessions, its connections.</summary>
public sealed class VirtualDevice
{
    private const byte NoCommand = 0x7F;

    private readonly Lock _gate = new();
    private readonly HashSet<DvripConnection> _connections = [];
    private readonly Dictionary<uint, Session> _sessions = [];
    private readonly SimulatorOptions _options;
    private readonly Random _random;
    private uint _lastSession;
    private uint _lastConnection;
    private int _alarmInState;

    internal VirtualDevice(int number, IPAddress address, SimulatorOptions options, SimulatorNetwork network, MediaPump pump, Programme programme)
    {
        Number = number;
        Address = address;
        Network = network;
        Pump = pump;
        Programme = programme;
        _options = options;
        _random = new Random(HashCode(options.Seed, number));
        _lastSession = (uint)_random.Next(1 << 16, 1 << 24);
        _lastConnection = (uint)_random.Next(1 << 8, 1 << 12);
        Serial = string.Create(CultureInfo.InvariantCulture, $"SIM{options.Seed & 0xFFFF:X4}{number:D8}");
        Firmware = options.Firmware[(number - 1) % options.Firmware.Count];
        Facts = new DeviceFacts();
        Clock = new DeviceClock(Time, options.ClockDrift * (2 * _random.NextDouble() - 1), options.ClockAhead);
        Ptz = new PtzUnits(this);
        Links = new DeviceLinks(this);
        JsonSessions = new RpcSessions(this, options.MaxSessions, options.SessionTimeout);
        Logins = new LoginGate(options, isInitialised: number <= options.Devices - options.Uninitialised);
        Configuration = new DeviceConfiguration(this);
        Faults = new Faults(this);
        Judge = new DeviceJudge(number, address.ToString(), new WireClock(Time));
        BootedAt = Time.GetUtcNow();
    }

    /// <summary>Counts from 1.</summary>
    public int Number { get; }

    public IPAddress Address { get; }

    public string Serial { get; }

    public int Channels => Math.Min(_options.Channels, Firmware.MostChannels);

    public DeviceFirmware Firmware { get; }

    public DeviceFacts Facts { get; }

    public Faults Faults { get; }

    internal TimeProvider Time => _options.Time;

    internal int? ToldHttpPort => _options.ToldHttpPort;

    internal SimulatorNetwork Network { get; }

    internal MediaPump Pump { get; }

    internal Programme Programme { get; }

    internal LoginGate Logins { get; }

    internal DeviceJudge Judge { get; }

    internal DeviceConfiguration Configuration { get; }

    internal string Realm => $"Login to {Serial}";

    internal string Model => Firmware.Model(Channels);

    internal string FactoryName => string.Create(CultureInfo.InvariantCulture, $"{Firmware.DeviceClass}-{Number}");

    internal string MachineName => Configuration.MachineName;

    internal int AlarmInputs => Firmware.DeviceClass == "IPC" ? 1 : 4;

    internal int AlarmOutputs => Firmware.DeviceClass == "IPC" ? 1 : 2;

    /// <summary>One bit for each input that is on.</summary>
    internal int AlarmInState => Volatile.Read(ref _alarmInState);

    internal int Disks => Firmware.DeviceClass == "IPC" ? 0 : 1;

    /// <summary>How long a client's reboot takes.</summary>
    internal TimeSpan RebootTime => _options.RebootTime;

    internal DeviceClock Clock { get; }

    internal PtzUnits Ptz { get; }

    /// <summary>Connections beside the device port's.</summary>
    internal DeviceLinks Links { get; }

    internal RpcSessions JsonSessions { get; }

    /// <summary>Locally administered, so it is nobody's.</summary>
    internal string Mac => string.Create(CultureInfo.InvariantCulture,
        $"02:5d:{_options.Seed & 0xFF:x2}:{Number >> 16 & 0xFF:x2}:{Number >> 8 & 0xFF:x2}:{Number & 0xFF:x2}");

    internal DateTimeOffset BootedAt { get; private set; }

    /// <summary>Closes or opens the contact at an alarm input, which counts from 0.</summary>
    internal void SwitchAlarmInput(int input0, bool on)
    {
        if (on)
            Interlocked.Or(ref _alarmInState, 1 << input0);
        else
            Interlocked.And(ref _alarmInState, ~(1 << input0));
    }

    /// <summary>The number of a challenge.</summary>
    internal long NextRandom()
    {
        lock (_gate)
            return _random.NextInt64(100_000_000, 2_000_000_000);
    }

    internal TimeSpan NextDelay(TimeSpan spread)
    {
        lock (_gate)
            return spread * _random.NextDouble();
    }

    /// <summary>Bytes of a device that speaks something else.</summary>
    internal byte[] Noise()
    {
        lock (_gate)
        {
            var noise = new byte[_random.Next(40, 400)];
            _random.NextBytes(noise);
            noise[0] = NoCommand;
            return noise;
        }
    }

    internal uint NextSessionId() => Interlocked.Increment(ref _lastSession);

    internal uint NextConnectionId() => Interlocked.Increment(ref _lastConnection);

    /// <summary>Null when the device holds as many sessions as it can.</summary>
    internal Session? OpenSession(DvripConnection control, string user)
    {
        Session session;
        lock (_gate)
        {
            if (_sessions.Count >= _options.MaxSessions)
                return null;

            session = new Session(NextSessionId(), control);
            _sessions.Add(session.Id, session);
        }

        // The judge first: a session that a fault ends at once must be known to it.
        Judge.Accepted(control.Sight, session.Id, user);
        control.Session = session;
        Facts.SessionOpened();
        return session;
    }

    internal Session? FindSession(uint id)
    {
        lock (_gate)
            return _sessions.GetValueOrDefault(id);
    }

    internal uint[] OpenSessionIds()
    {
        lock (_gate)
            return [.. _sessions.Keys];
    }

    internal void Ended(Session session, SessionEnd how)
    {
        lock (_gate)
            _sessions.Remove(session.Id);

        Judge.Ended(session.Id, how);
        Facts.SessionEnded(how);
    }

    /// <summary>False when the device takes no more connections.</summary>
    internal bool Accept(DvripConnection connection)
    {
        lock (_gate)
        {
            if (Faults.PoweredOff || _connections.Count >= DvripLimits.Connections)
                return false;

            _connections.Add(connection);
        }

        Judge.Opened(connection.Sight);
        Facts.Connected(1);
        return true;
    }

    internal void Left(DvripConnection connection)
    {
        bool was;
        lock (_gate)
            was = _connections.Remove(connection);

        if (!was)
            return;

        Judge.Closed(connection.Sight);
        Facts.Connected(-1);
    }

    internal DvripConnection[] Connections()
    {
        lock (_gate)
            return [.. _connections];
    }

    internal void ForgetConnections()
    {
        var connections = Connections();
        foreach (var connection in connections)
            connection.Forget();

        foreach (var link in Links.All())
            link.Forget();

        foreach (var connection in connections)
            connection.Session?.End(SessionEnd.Device);
    }

    internal void AbortConnections()
    {
        JsonSessions.EndAll();
        Links.Abort();
        foreach (var connection in Connections())
        {
            connection.Session?.End(SessionEnd.Device);
            connection.Abort();
        }
    }

    internal void CutStreams()
    {
        foreach (var connection in Connections())
            connection.Stream?.Cut();
    }

    internal void Booted()
    {
        BootedAt = Time.GetUtcNow();
        Configuration.Booted();
    }

    /// <summary>Called once a second: ends what has been quiet for too long.</summary>
    internal void Sweep()
    {
        Ptz.Sweep();
        JsonSessions.Sweep();
        foreach (var connection in Connections())
        {
            connection.Sweep();
            if (connection.Session is not { } session || connection.Quiet <= _options.SessionTimeout)
                continue;

            session.End(SessionEnd.TimedOut);
            if (!connection.Silent)
                connection.Abort("was not heard in time");
        }
    }

    /// <summary>HashCode.Combine differs from run to run; this does not.</summary>
    private static int HashCode(int seed, int number) => unchecked((seed * 486_187_739 + number) * 16_777_619);
}

using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using DeviceCluster.Simulator.Control;
using DeviceCluster.Simulator.Dhip;
using DeviceCluster.Simulator.Discovery;
using DeviceCluster.Simulator.Dvrip;
using DeviceCluster.Simulator.Http;
using DeviceCluster.Simulator.Judging;
using DeviceCluster.Simulator.Live;
using DeviceCluster.Simulator.Network;

namespace DeviceCluster.Simulator;

/// <summary>A running fleet of virtual NVRs. Disposing it resets every connection and frees every port.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private const int MaxDevices = 65_536;
    private const int MaxChannels = 256;

    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly FrozenDictionary<IPAddress, VirtualDevice> _byAddress;
    private readonly MediaPump _pump;
    private readonly ILogger _log;
    private readonly List<Task> _loops = [];
    private readonly List<Socket> _listeners = [];
    private LocalRange? _range;
    private HttpFront? _http;
    private DiscoveryResponder? _discovery;
    private DiscoveryResponder? _oldDiscovery;
    private ControlPort? _control;
    private ITimer? _sweep;

    private SimulatorHost(SimulatorOptions options)
    {
        _log = options.Logs.CreateLogger("Simulator");
        _pump = new MediaPump(options.Time, _log);
        Network = new SimulatorNetwork(_log);
        var programme = Programme.Load(options.Clip);
        Devices = [.. Enumerable.Range(1, options.Devices)
            .Select(number => new VirtualDevice(number, Address(options.First, number - 1), options, Network, _pump, programme))];
        _byAddress = Devices.ToFrozenDictionary(device => device.Address);
        Judge = new FleetJudge(Devices, new WireClock(options.Time));
    }

    public IReadOnlyList<VirtualDevice> Devices { get; }

    /// <summary>What the fleet saw its clients do.</summary>
    public FleetJudge Judge { get; }

    public int DvripPort => Ports.Dvrip;

    /// <summary>0 when there is no HTTP.</summary>
    public int HttpPort => Ports.Http;

    /// <summary>0 when JSON has no port of its own.</summary>
    public int JsonPort => Ports.Json;

    /// <summary>-1 when there is no discovery.</summary>
    public int DiscoveryPort => _discovery?.Port ?? -1;

    /// <summary>-1 when there is no binary discovery.</summary>
    public int OldDiscoveryPort => _oldDiscovery?.Port ?? -1;

    /// <summary>Null when there is no control port.</summary>
    public Uri? Control => _control?.Address;

    internal SimulatorNetwork Network { get; }

    internal FleetPorts Ports { get; set; } = new(0, 0, 0);

    /// <exception cref="PortTakenException">A port is held by somebody else.</exception>
    /// <exception cref="InvalidDataException">The clip cannot be played.</exception>
    public static async Task<SimulatorHost> StartAsync(SimulatorOptions options, CancellationToken cancellation = default)
    {
        Check(options);
        var host = new SimulatorHost(options);
        try
        {
            await host.RunAsync(options, cancellation).ConfigureAwait(false);
            return host;
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;

        await _stop.CancelAsync().ConfigureAwait(false);
        if (_sweep is not null)
            await _sweep.DisposeAsync().ConfigureAwait(false);

        foreach (var listener in _listeners)
            listener.Dispose();

        await Task.WhenAll(_loops).ConfigureAwait(false);
        if (_control is not null)
            await _control.DisposeAsync().ConfigureAwait(false);

        foreach (var discovery in new[] { _discovery, _oldDiscovery })
        {
            if (discovery is not null)
                await discovery.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var device in Devices)
        {
            device.Faults.Heal();
            device.AbortConnections();
        }

        if (_http is not null)
            await _http.DisposeAsync().ConfigureAwait(false);

        await _pump.DisposeAsync().ConfigureAwait(false);
        if (_range is not null)
            await _range.DisposeAsync().ConfigureAwait(false);

        _stop.Dispose();
    }

    private static void Check(SimulatorOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Devices, 1, nameof(options.Devices));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Devices, MaxDevices, nameof(options.Devices));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Channels, 1, nameof(options.Channels));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Channels, MaxChannels, nameof(options.Channels));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AllowedTries, 1, nameof(options.AllowedTries));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxSessions, 1, nameof(options.MaxSessions));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Uninitialised, nameof(options.Uninitialised));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Uninitialised, options.Devices, nameof(options.Uninitialised));
        ArgumentOutOfRangeException.ThrowIfZero(options.Firmware.Count, nameof(options.Firmware));
        ArgumentException.ThrowIfNullOrEmpty(options.User, nameof(options.User));
        ArgumentException.ThrowIfNullOrEmpty(options.Password, nameof(options.Password));
        if (options.First.AddressFamily != AddressFamily.InterNetwork)
            throw new ArgumentException($"the first address is {options.First}; the devices have IPv4 addresses", nameof(options));

        if (BinaryPrimitives.ReadUInt32BigEndian(options.First.GetAddressBytes()) > uint.MaxValue - (uint)options.Devices)
            throw new ArgumentException($"there are no {options.Devices} addresses from {options.First} on", nameof(options));
    }

    private static IPAddress Address(IPAddress first, int offset)
    {
        var bytes = first.GetAddressBytes();
        BinaryPrimitives.WriteUInt32BigEndian(bytes, checked(BinaryPrimitives.ReadUInt32BigEndian(bytes) + (uint)offset));
        return new IPAddress(bytes);
    }

    private async Task RunAsync(SimulatorOptions options, CancellationToken cancellation)
    {
        IReadOnlyList<IPAddress> addresses = [.. Devices.Select(device => device.Address)];
        if (options.Interface is { } device)
            _range = await LocalRange.MakeAsync(device, addresses, _log, cancellation).ConfigureAwait(false);

        var dvrip = await ListenAsync(addresses, options, options.DvripPort, cancellation).ConfigureAwait(false);
        var http = await ListenAsync(addresses, options, options.HttpPort, cancellation).ConfigureAwait(false);
        var json = await ListenAsync(addresses, options, options.JsonPort, cancellation).ConfigureAwait(false);
        Ports = new FleetPorts(PortOf(dvrip), PortOf(http), PortOf(json));
        Network.Use(_listeners);
        if (http.Count > 0)
            _http = await HttpFront.StartAsync(http, _byAddress, options, _log, cancellation).ConfigureAwait(false);

        _discovery = await AnswerAsync(addresses, options, options.DiscoveryPort, new JsonDiscovery(Ports), cancellation).ConfigureAwait(false);
        _oldDiscovery = await AnswerAsync(addresses, options, options.OldDiscoveryPort, new BinaryDiscovery(Ports), cancellation).ConfigureAwait(false);
        if (options.Control is { } control)
            _control = await ControlPort.StartAsync(control, this, options, cancellation).ConfigureAwait(false);

        var accept = new AcceptLoop(_byAddress, _log, _stop.Token);
        _loops.AddRange(dvrip.Select(listener => accept.RunAsync(listener, TakeDvrip)));
        _loops.AddRange(json.Select(listener => accept.RunAsync(listener, (socket, device) => TakeJson(socket, device, options.SessionTimeout))));
        _sweep = options.Time.CreateTimer(_ => Sweep(), null, SweepEvery, SweepEvery);
    }

    /// <summary>A port of -1 is none.</summary>
    private async Task<IReadOnlyList<Socket>> ListenAsync(
        IReadOnlyList<IPAddress> addresses, SimulatorOptions options, int port, CancellationToken cancellation)
    {
        if (port < 0)
            return [];

        var sockets = await Listeners.ListenAsync(addresses, options.Interface, port, _log, cancellation).ConfigureAwait(false);
        _listeners.AddRange(sockets);
        return sockets;
    }

    private async Task<DiscoveryResponder?> AnswerAsync(
        IReadOnlyList<IPAddress> addresses, SimulatorOptions options, int port, IDiscoveryDialect dialect, CancellationToken cancellation)
    {
        if (port < 0)
            return null;

        var socket = await Listeners.ReceiveDatagramsAsync(addresses, options.Interface, port, _log, cancellation).ConfigureAwait(false);
        return new DiscoveryResponder(socket, _byAddress, options.Interface, dialect, options.Time, _log);
    }

    private static int PortOf(IReadOnlyList<Socket> listeners) => listeners.Count == 0 ? 0 : ((IPEndPoint)listeners[0].LocalEndPoint!).Port;

    private void TakeDvrip(Socket socket, VirtualDevice device)
    {
        var connection = new DvripConnection(socket, device, _log);
        if (device.Accept(connection))
        {
            if (device.Faults.Unplugged)
                PacketFilter.DropAll(socket);

            // Every exception of a connection ends in it.
            _ = connection.RunAsync();
            return;
        }

        connection.Abort();
    }

    /// <summary>A device that speaks no JSON has nothing on that port.</summary>
    private void TakeJson(Socket socket, VirtualDevice device, TimeSpan quiet)
    {
        if (device.Firmware.SpeaksJson)
            _ = new DhipConnection(socket, device, quiet, _log).RunAsync();
        else
            AcceptLoop.Reset(socket);
    }

    private void Sweep()
    {
        foreach (var device in Devices)
            device.Sweep();
    }
}

using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using DeviceCluster.Simulator.Control;
using DeviceCluster.Simulator.Discovery;
using DeviceCluster.Simulator.Dvrip;
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
    private static readonly TimeSpan AcceptAgainAfter = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly FrozenDictionary<IPAddress, VirtualDevice> _byAddress;
    private readonly MediaPump _pump;
    private readonly ILogger _log;
    private readonly List<Task> _loops = [];
    private IReadOnlyList<Socket> _listeners = [];
    private LocalRange? _range;
    private DiscoveryResponder? _discovery;
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

    public int DvripPort { get; private set; }

    /// <summary>-1 when there is no discovery.</summary>
    public int DiscoveryPort { get; private set; } = -1;

    /// <summary>Null when there is no control port.</summary>
    public Uri? Control => _control?.Address;

    internal SimulatorNetwork Network { get; }

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

        if (_discovery is not null)
            await _discovery.DisposeAsync().ConfigureAwait(false);

        foreach (var device in Devices)
        {
            device.Faults.Heal();
            device.AbortConnections();
        }

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

        _listeners = await Listeners.ListenAsync(addresses, options.Interface, options.DvripPort, _log, cancellation).ConfigureAwait(false);
        DvripPort = ((IPEndPoint)_listeners[0].LocalEndPoint!).Port;
        Network.Use(_listeners);
        if (options.DiscoveryPort >= 0)
        {
            var socket = await Listeners.ReceiveDatagramsAsync(addresses, options.Interface, options.DiscoveryPort, _log, cancellation).ConfigureAwait(false);
            _discovery = new DiscoveryResponder(socket, _byAddress, options.Interface, DvripPort, options.Time, _log);
            DiscoveryPort = _discovery.Port;
        }

        if (options.Control is { } control)
            _control = await ControlPort.StartAsync(control, this, options, cancellation).ConfigureAwait(false);

        _loops.AddRange(_listeners.Select(AcceptAsync));
        _sweep = options.Time.CreateTimer(_ => Sweep(), null, SweepEvery, SweepEvery);
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Take(await listener.AcceptAsync(_stop.Token).ConfigureAwait(false));
            }
            catch (Exception e) when (_stop.IsCancellationRequested && e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e)
            {
                // Out of descriptors, or the client was gone before we took it: the others go on.
                _log.LogWarning("cannot accept a connection: {Error}", e.SocketErrorCode);
                await Task.Delay(AcceptAgainAfter, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private void Take(Socket socket)
    {
        DvripConnection? connection = null;
        try
        {
            if (socket.LocalEndPoint is IPEndPoint local && _byAddress.TryGetValue(local.Address, out var device))
            {
                socket.NoDelay = true;
                connection = new DvripConnection(socket, device, _log);
                if (device.Accept(connection))
                {
                    if (device.Faults.Unplugged)
                        PacketFilter.DropAll(socket);

                    // Every exception of a connection ends in it.
                    _ = connection.RunAsync();
                    return;
                }
            }

            socket.LingerState = new LingerOption(true, 0);
        }
        catch (SocketException)
        {
            // The client was faster with its own reset.
            if (connection is not null)
                connection.Device.Left(connection);
        }

        socket.Dispose();
    }

    private void Sweep()
    {
        foreach (var device in Devices)
            device.Sweep();
    }
}

using System.Collections.Frozen;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace DeviceCluster.Simulator.Discovery;

/// <summary>Hears searches on one socket for the whole fleet and answers each from the device's own address, spread over a second.</summary>
internal sealed class DiscoveryResponder : IAsyncDisposable
{
    private const int MaxDatagram = 2048;
    private const int MaxSearches = 16;
    private const int SocketLevel = 1, ReuseAddress = 2;

    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(1);
    private static readonly IPAddress Group = new([239, 255, 255, 251]);

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _searches = new(MaxSearches);
    private readonly FrozenDictionary<IPAddress, VirtualDevice> _devices;
    private readonly Socket _socket;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly IDiscoveryDialect _dialect;
    private readonly Task _run;

    public DiscoveryResponder(
        Socket socket, FrozenDictionary<IPAddress, VirtualDevice> devices, string? device, IDiscoveryDialect dialect, TimeProvider time, ILogger log)
    {
        _socket = socket;
        _devices = devices;
        _dialect = dialect;
        _time = time;
        _log = log;
        Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        Prepare(device);
        _run = Task.Run(RunAsync);
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _run.ConfigureAwait(false);
        for (var i = 0; i < MaxSearches; i++)
            await _searches.WaitAsync(CancellationToken.None).ConfigureAwait(false);

        _searches.Dispose();
        _stop.Dispose();
    }

    private void Prepare(string? device)
    {
        // The port is ours by now; from here on the answering sockets may share it.
        _socket.SetRawSocketOption(SocketLevel, ReuseAddress, BitConverter.GetBytes(1));
        _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.PacketInformation, true);
        try
        {
            _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, Membership(device));
        }
        catch (SocketException e)
        {
            _log.LogWarning("searches by multicast are not heard ({Error}); broadcast and unicast are", e.SocketErrorCode);
        }
    }

    private MulticastOption Membership(string? device)
    {
        if (device is null)
            return new MulticastOption(Group, _devices.Keys.All(IPAddress.IsLoopback) ? IPAddress.Loopback : IPAddress.Any);

        var on = NetworkInterface.GetAllNetworkInterfaces().First(one => one.Name == device);
        return new MulticastOption(Group, on.GetIPProperties().GetIPv4Properties().Index);
    }

    private async Task RunAsync()
    {
        var buffer = new byte[MaxDatagram];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var heard = await _socket.ReceiveMessageFromAsync(
                    buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _stop.Token).ConfigureAwait(false);
                Hear(buffer.AsSpan(0, heard.ReceivedBytes), heard.PacketInformation.Address, (IPEndPoint)heard.RemoteEndPoint);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e) when (!_stop.IsCancellationRequested)
            {
                // Linux reports here that some earlier asker has gone.
                _log.LogDebug("discovery: {Error}", e.SocketErrorCode);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    private void Hear(ReadOnlySpan<byte> datagram, IPAddress to, IPEndPoint from)
    {
        if (!_dialect.IsSearch(datagram))
            return;

        IReadOnlyCollection<VirtualDevice> asked = _devices.TryGetValue(to, out var device) ? [device] : IsForAll(to) ? _devices.Values : [];
        if (asked.Count == 0)
            return;

        if (!_searches.Wait(0, CancellationToken.None))
        {
            _log.LogInformation("a search from {From} is not answered: {Count} are being answered already", from, MaxSearches);
            return;
        }

        _ = AnswerAsync(asked, from);
    }

    private static bool IsForAll(IPAddress to) => to.Equals(Group) || to.GetAddressBytes()[^1] == byte.MaxValue;

    private async Task AnswerAsync(IReadOnlyCollection<VirtualDevice> devices, IPEndPoint to)
    {
        try
        {
            var started = _time.GetTimestamp();
            foreach (var (device, after) in devices.Select(device => (device, After: device.NextDelay(Spread))).OrderBy(one => one.After))
            {
                var wait = after - _time.GetElapsedTime(started);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, _time, _stop.Token).ConfigureAwait(false);

                if (_dialect.IsSpokenBy(device) && !device.Faults.Silent && !device.Faults.PoweredOff)
                    Send(device, to);
            }
        }
        catch (OperationCanceledException)
        {
            // The simulator ends.
        }
        finally
        {
            _searches.Release();
        }
    }

    /// <summary>From a socket that lives for this one datagram: thousands of open ones would cost thousands of descriptors.</summary>
    private void Send(VirtualDevice device, IPEndPoint to)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.SetRawSocketOption(SocketLevel, ReuseAddress, BitConverter.GetBytes(1));
            socket.Bind(new IPEndPoint(device.Address, Port));
            socket.SendTo(_dialect.Announce(device), to);
            device.Facts.AnsweredDiscovery();
            HearWhatCameHere(socket, device.Address);
        }
        catch (SocketException e)
        {
            _log.LogWarning("{Serial} cannot answer a search from {To}: {Error}", device.Serial, to, e.SocketErrorCode);
        }
    }

    /// <summary>While it lives, this socket is the one that gets what is sent to its address alone.</summary>
    private void HearWhatCameHere(Socket socket, IPAddress at)
    {
        var buffer = new byte[MaxDatagram];
        while (socket.Available > 0)
        {
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            var length = socket.ReceiveFrom(buffer, ref from);
            Hear(buffer.AsSpan(0, length), at, (IPEndPoint)from);
        }
    }
}

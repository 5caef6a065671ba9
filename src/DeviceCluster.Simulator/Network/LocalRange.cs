using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace DeviceCluster.Simulator.Network;

/// <summary>
/// Makes the fleet's addresses this machine's own on one network interface, by `local` routes, so that one socket serves them all and their
/// neighbours find them by ARP. What it made it takes away again; what was there before stays.
/// </summary>
internal sealed class LocalRange : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<AddressBlock> _made = [];
    private readonly string _device;
    private readonly ILogger _log;

    private LocalRange(string device, ILogger log)
    {
        _device = device;
        _log = log;
    }

    /// <exception cref="IOException">There is no such interface, or the addresses cannot be made this machine's own.</exception>
    public static async Task<LocalRange> MakeAsync(string device, IReadOnlyList<IPAddress> addresses, ILogger log, CancellationToken cancellation)
    {
        if (!Array.Exists(NetworkInterface.GetAllNetworkInterfaces(), one => one.Name == device))
            throw new IOException($"there is no network interface {device}; there are {Names()}");

        var range = new LocalRange(device, log);
        try
        {
            if (Environment.IsPrivilegedProcess)
                await range.AddAsync(AddressBlock.Of(addresses[0], addresses.Count), cancellation).ConfigureAwait(false);

            Check(addresses[0], device);
            Check(addresses[^1], device);
            return range;
        }
        catch
        {
            await range.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var block in _made)
        {
            var (code, words) = await IpAsync("del", block, CancellationToken.None).ConfigureAwait(false);
            if (code != 0)
                _log.LogWarning("the local route {Block} on {Device} stays: {Words}", block, _device, words);
        }

        _made.Clear();
    }

    private async Task AddAsync(IReadOnlyList<AddressBlock> blocks, CancellationToken cancellation)
    {
        foreach (var block in blocks)
        {
            var (code, words) = await IpAsync("add", block, cancellation).ConfigureAwait(false);
            if (code == 0)
                _made.Add(block);
            else if (!words.Contains("File exists", StringComparison.Ordinal))
                throw new IOException($"'ip route add local {block} dev {_device}' failed: {words}");
        }
    }

    private async Task<(int Code, string Words)> IpAsync(string what, AddressBlock block, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            using var ip = Process.Start(new ProcessStartInfo("ip", ["route", what, "local", block.ToString(), "dev", _device]) { RedirectStandardError = true })!;
            var words = await ip.StandardError.ReadToEndAsync(limit.Token).ConfigureAwait(false);
            await ip.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return (ip.ExitCode, words.Trim());
        }
        catch (Win32Exception e)
        {
            throw new IOException($"the program ip (Debian: iproute2) cannot be started: {e.Message}", e);
        }
    }

    /// <summary>Binding is the kernel's own word on whether an address is this machine's.</summary>
    private static void Check(IPAddress address, string device)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            probe.Bind(new IPEndPoint(address, 0));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            throw new IOException($"{address} is no address of this machine; as root: ip route add local {address}/32 dev {device}, or a block that holds all devices", e);
        }
    }

    private static string Names() => string.Join(", ", NetworkInterface.GetAllNetworkInterfaces().Select(one => one.Name).Order(StringComparer.Ordinal));
}

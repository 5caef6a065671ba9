using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DeviceCluster.Actors.Audit;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Discovery;
using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Discovery;
using DeviceCluster.Sdk.Initialisation;

namespace DeviceCluster.Actors.Discovery;

/// <summary>Searches the networks of this node for devices.</summary>
public sealed class DiscoveryService
{
    private readonly NetSdk _sdk;
    private readonly NativeLanes _lanes;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    internal DiscoveryService(NetSdk sdk, NativeLanes lanes, AuditLog audit, TimeProvider time)
    {
        _sdk = sdk;
        _lanes = lanes;
        _audit = audit;
        _time = time;
    }

    /// <summary>
    /// Yields each device once, as it answers, until the time is over. Null for <paramref name="localAddress"/> searches all networks;
    /// <paramref name="binary"/> finds those too that know the binary search alone.
    /// </summary>
    public async IAsyncEnumerable<DiscoveredDevice> SearchAsync(
        TimeSpan howLong, string? localAddress = null, bool binary = false, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var end = new CancellationTokenSource(howLong, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, stop);
        var search = await _lanes.Control.RunAsync(() => _sdk.StartSearch(localAddress, binary), NativeLanes.ControlDeadline, late => late.Dispose());
        try
        {
            while (await NextAsync(search.Found, either.Token) is { } found)
            {
                if (seen.Add(found.Identity))
                    yield return Describe(found);
            }

            stop.ThrowIfCancellationRequested();
        }
        finally
        {
            await _lanes.Control.RunAsync(search.Dispose, NativeLanes.ControlDeadline);
        }
    }

    /// <summary>
    /// Asks each of these addresses again and again for the time given, and yields each device once, as it answers. Who stops reading is given no
    /// more; the search itself ends with its time.
    /// </summary>
    /// <exception cref="SdkException">None, too many, or no IPv4 addresses.</exception>
    public async IAsyncEnumerable<DiscoveredDevice> ProbeAsync(
        IReadOnlyList<IPAddress> addresses, TimeSpan howLong, IPAddress? local = null, bool binary = false, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var search = _sdk.SearchAddresses(addresses, local, binary);
        var running = _lanes.Control.RunAsync(() => search.Run(howLong), howLong + NativeLanes.ControlDeadline);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (await NextAsync(search.Found, stop) is { } found)
        {
            if (seen.Add(found.Identity))
                yield return Describe(found);
        }

        stop.ThrowIfCancellationRequested();
        await running;
    }

    /// <summary>Gives a device that has none its first account. Who ordered it is written down, whatever comes of it.</summary>
    /// <exception cref="PasswordRefusedException">The password breaks a rule; nothing was sent.</exception>
    /// <exception cref="SdkException">It was not done.</exception>
    public async Task InitialiseAsync(NewAccount account, IPAddress? local, TimeSpan wait, Origin by)
    {
        var what = $"initialise {account.Mac} with the account {account.User}";
        try
        {
            await _lanes.Control.RunAsync(() => _sdk.Initialise(account, local, wait), wait + NativeLanes.ControlDeadline);
            _audit.Record(device: null, by, what, refusal: null);
        }
        catch (Exception e)
        {
            var result = e switch
            {
                PasswordRefusedException refused => $"{RefusalCode.Invalid}: the password is not allowed: {refused.Words}",
                SdkException failed => $"{RefusalCode.DeviceRefused}: {failed.Message}",
                _ => $"{RefusalCode.NoAnswer}: {e.Message}",
            };
            _audit.Record(device: null, by, what, result);
            throw;
        }
    }

    private static async Task<FoundDevice?> NextAsync(ChannelReader<FoundDevice> answers, CancellationToken end)
    {
        try
        {
            return await answers.WaitToReadAsync(end) && answers.TryRead(out var found) ? found : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static DiscoveredDevice Describe(FoundDevice found) => new(
        found.Serial,
        found.Address,
        found.Port,
        found.HttpPort,
        found.Mac,
        found.Model,
        found.Kind,
        found.SoftwareVersion,
        found.Channels,
        found.Initialised,
        found.LocalAddress);
}

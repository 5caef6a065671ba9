using System.Net;
using System.Net.NetworkInformation;
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

/// <summary>Searches the networks of this node for devices. What is refused is so in the words of <see cref="DiscoveryRefusals"/>.</summary>
public sealed class DiscoveryService
{
    /// <summary>For all that a first account needs of its device.</summary>
    public static readonly TimeSpan InitialiseLimit = TimeSpan.FromSeconds(10);

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

    /// <summary>Yields each device once, as it answers, until the time is over.</summary>
    /// <exception cref="RefusedException">It cannot be asked, or not now.</exception>
    public IAsyncEnumerable<DiscoveredDevice> FindAsync(DiscoveryQuery query, CancellationToken stop) => query switch
    {
        DiscoveryQuery.Search search => SearchAsync(search, stop),
        DiscoveryQuery.Probe probe => ProbeAsync(probe, stop),
        _ => throw new RefusedException(DiscoveryRefusals.NotKnown(query)),
    };

    /// <summary>Gives a device that has none its first account. Who ordered it is written down, whatever comes of it.</summary>
    /// <exception cref="RefusedException">It was not done, or nobody knows whether it was.</exception>
    public async Task InitialiseAsync(DiscoveryOrder.Initialise order, TimeSpan wait)
    {
        try
        {
            if (DiscoveryRules.Of(order) is { } wrong)
                throw new RefusedException(wrong);
            var account = new NewAccount(order.Mac, order.User, order.Password.Reveal(), order.Phone, order.Mail);
            var local = Local(order.LocalAddress);
            await _lanes.Control.RunAsync(() => Initialise(account, local, wait, order.BeginBefore), wait + NativeLanes.ControlDeadline);
            Record(order, refusal: null);
        }
        catch (Exception e)
        {
            var refusal = DiscoveryRefusals.OfOrder(e);
            Record(order, refusal);
            if (DiscoveryRefusals.IsForeseen(e))
                throw new RefusedException(refusal);
            throw;
        }
    }

    /// <summary>Writes down what came of an order that has not reached <see cref="InitialiseAsync"/>, too.</summary>
    internal void Record(DiscoveryOrder order, DiscoveryReply.Refused? refusal) => _audit.Record(device: null, order.By, order.Words, refusal);

    private async IAsyncEnumerable<DiscoveredDevice> SearchAsync(DiscoveryQuery.Search query, [EnumeratorCancellation] CancellationToken stop)
    {
        var local = LocalOf(query);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var search = await RunAsync(() => _sdk.StartSearch(local?.ToString(), query.Binary), NativeLanes.ControlDeadline, late => late.Dispose());
        try
        {
            using var end = new CancellationTokenSource(query.HowLong, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, stop);
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

    /// <summary>Who stops reading is given no more; the search itself ends with its time.</summary>
    private async IAsyncEnumerable<DiscoveredDevice> ProbeAsync(DiscoveryQuery.Probe query, [EnumeratorCancellation] CancellationToken stop)
    {
        var local = LocalOf(query);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var (search, running) = Begin(query, local, failed);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (await NextAsync(search.Found, failed.Token) is { } found)
        {
            if (seen.Add(found.Identity))
                yield return Describe(found);
        }

        stop.ThrowIfCancellationRequested();
        await running;
    }

    private (AddressSearch Search, Task Running) Begin(DiscoveryQuery.Probe query, IPAddress? local, CancellationTokenSource failed)
    {
        try
        {
            var search = _sdk.SearchAddresses([.. query.Addresses.Select(address => IPAddress.Parse(address))], local, query.Binary);
            return (search, RunAsync(search, query.HowLong, failed));
        }
        catch (SdkException e)
        {
            throw new RefusedException(DiscoveryRefusals.OfQuery(e));
        }
    }

    /// <summary>A search that was never made, or does not come back, completes no reader.</summary>
    private async Task RunAsync(AddressSearch search, TimeSpan howLong, CancellationTokenSource failed)
    {
        try
        {
            await RunAsync(
                () =>
                {
                    search.Run(howLong);
                    return true;
                },
                howLong + NativeLanes.ControlDeadline);
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
    }

    private async Task<T> RunAsync<T>(Func<T> call, TimeSpan deadline, Action<T>? late = null)
    {
        try
        {
            return await _lanes.Control.RunAsync(call, deadline, late);
        }
        catch (Exception e) when (DiscoveryRefusals.IsForeseen(e))
        {
            throw new RefusedException(DiscoveryRefusals.OfQuery(e));
        }
    }

    /// <summary>On the lane's thread, right before the call: it may have waited for its thread for long.</summary>
    private void Initialise(NewAccount account, IPAddress? local, TimeSpan wait, Deadline? begin)
    {
        if (begin is { HasPassed: true })
            throw new RefusedException(DiscoveryRefusals.TooLate);
        _sdk.Initialise(account, local, wait);
    }

    private static IPAddress? LocalOf(DiscoveryQuery query) =>
        DiscoveryRules.Of(query) is { } wrong ? throw new RefusedException(wrong) : Local(query.LocalAddress);

    private static IPAddress? Local(string? text)
    {
        if (text is null)
            return null;
        var address = IPAddress.Parse(text);
        var isHere = NetworkInterface.GetAllNetworkInterfaces().Any(network =>
            network.GetIPProperties().UnicastAddresses.Any(each => each.Address.Equals(address)));
        return isHere ? address : throw new RefusedException(DiscoveryRefusals.NotHere(address));
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

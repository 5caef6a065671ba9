using System.Runtime.CompilerServices;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Discovery;
using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Discovery;

namespace DeviceCluster.Actors.Discovery;

/// <summary>Searches the networks of this node for devices.</summary>
public sealed class DiscoveryService
{
    private readonly NetSdk _sdk;
    private readonly NativeLanes _lanes;
    private readonly TimeProvider _time;

    internal DiscoveryService(NetSdk sdk, NativeLanes lanes, TimeProvider time)
    {
        _sdk = sdk;
        _lanes = lanes;
        _time = time;
    }

    /// <summary>Yields each device once, as it answers, until the time is over. Null for <paramref name="localAddress"/> searches all networks.</summary>
    public async IAsyncEnumerable<DiscoveredDevice> SearchAsync(
        TimeSpan howLong, string? localAddress = null, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var seen = new HashSet<(string, string, int)>();
        using var end = new CancellationTokenSource(howLong, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, stop);
        var search = await _lanes.Control.RunAsync(() => _sdk.StartSearch(localAddress), NativeLanes.ControlDeadline, late => late.Dispose());
        try
        {
            while (await NextAsync(search, either.Token) is { } found)
            {
                if (seen.Add((found.Serial, found.Address, found.Port)))
                    yield return Describe(found);
            }

            stop.ThrowIfCancellationRequested();
        }
        finally
        {
            await _lanes.Control.RunAsync(search.Dispose, NativeLanes.ControlDeadline);
        }
    }

    private static async Task<FoundDevice?> NextAsync(DiscoverySearch search, CancellationToken end)
    {
        try
        {
            return await search.Found.WaitToReadAsync(end) && search.Found.TryRead(out var found) ? found : null;
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
        found.Initialised ?? true,
        found.LocalAddress);
}

using DeviceCluster.Actors.Audit;
using DeviceCluster.Actors.Discovery;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Discovery;

namespace DeviceCluster.Actors.Tests.Discovery;

/// <summary>How many searches, probes and first accounts a node makes at once, and what becomes of them where no thread is free.</summary>
[Collection(OnNativeLibrary.Name)]
public sealed class DiscoveryPlacesTests(NativeLibrary native) : IDisposable
{
    private static readonly DiscoveryQuery.Search Long = new(DiscoveryLimits.Longest, null, Binary: false);
    private static readonly DiscoveryQuery.Search Short = Long with { HowLong = DiscoveryLimits.Shortest };
    private static readonly DiscoveryQuery.Probe Probe = new(["127.250.250.250"], TimeSpan.FromSeconds(5), null, Binary: false);
    private static readonly DiscoveryOrder.Initialise Account = new(
        "3c:ef:8c:00:00:77", "admin", new Secret("canary-2-word"), null, null, null, new Origin("operator", "10.0.0.9"));

    private readonly NativeLanes _lanes = new(TimeProvider.System);
    private readonly AuditLog _audit = new(capacity: 10, TimeProvider.System);

    public void Dispose() => _lanes.Dispose();

    [Fact]
    public async Task The_fifth_is_refused_as_busy_while_four_run_and_taken_when_one_has_ended()
    {
        var service = Service(_lanes);
        using var stopOne = new CancellationTokenSource();
        using var stopAll = new CancellationTokenSource();
        var one = FindAsync(service, Long, stopOne.Token);
        Task[] others = [FindAsync(service, Long, stopAll.Token), FindAsync(service, Probe, stopAll.Token), FindAsync(service, Long, stopAll.Token)];

        Assert.Equal(DiscoveryRefusals.Busy(4), (await Assert.ThrowsAsync<RefusedException>(() => FindAsync(service, Short))).Refusal);
        Assert.Equal(DiscoveryRefusals.Busy(4), (await Assert.ThrowsAsync<RefusedException>(() => FindAsync(service, Probe))).Refusal);
        Assert.Equal(
            DiscoveryRefusals.Busy(4), (await Assert.ThrowsAsync<RefusedException>(() => service.InitialiseAsync(Account, Limits.Patience))).Refusal);
        Assert.StartsWith("Busy:", Assert.Single(_audit.Oldest(10)).Result, StringComparison.Ordinal);
        await stopOne.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);

        Assert.Empty(await FindAsync(service, Short));

        await stopAll.CancelAsync();
        foreach (var other in others)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other);
    }

    [Fact]
    public async Task A_first_account_has_a_place_as_long_as_it_is_under_way()
    {
        var service = Service(_lanes);

        var accounts = Enumerable.Range(0, 4).Select(_ => service.InitialiseAsync(Account, TimeSpan.FromSeconds(5))).ToArray();
        Assert.Equal(DiscoveryRefusals.Busy(4), (await Assert.ThrowsAsync<RefusedException>(() => FindAsync(service, Short))).Refusal);
        foreach (var account in accounts)
            Assert.Equal(RefusalCode.DeviceRefused, (await Assert.ThrowsAsync<RefusedException>(() => account)).Refusal.Code);

        Assert.Empty(await FindAsync(service, Short));
    }

    [Fact]
    public async Task A_probe_whose_reader_has_gone_has_its_place_until_the_native_call_has_ended()
    {
        var service = Service(_lanes);
        using var stop = new CancellationTokenSource();
        Task[] probes = [.. Enumerable.Range(0, 4).Select(_ => FindAsync(service, Probe, stop.Token))];
        await Limits.UntilAsync(() => _lanes.Control.Figures().Busy == 4);

        await stop.CancelAsync();
        foreach (var probe in probes)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe);

        Assert.Equal(DiscoveryRefusals.Busy(4), (await Assert.ThrowsAsync<RefusedException>(() => FindAsync(service, Short))).Refusal);
        await Limits.UntilAsync(() => _lanes.Control.Figures().Busy == 0);
        Assert.Empty(await FindAsync(service, Short));
    }

    [Fact]
    public async Task What_never_gets_a_thread_leaves_its_place_to_others()
    {
        var closed = new NativeLanes(TimeProvider.System);
        closed.Dispose();
        var service = Service(closed);

        for (var n = 0; n < DiscoveryPlaces.Most + 1; n++)
        {
            await RefusedByTheLaneAsync(() => FindAsync(service, Short));
            await RefusedByTheLaneAsync(() => FindAsync(service, Probe));
            await RefusedByTheLaneAsync(() => service.InitialiseAsync(Account, Limits.Patience));
        }
    }

    [Fact]
    public async Task A_search_whose_end_finds_all_threads_busy_tells_what_it_found_and_is_stopped()
    {
        await using var fleet = await Fleet.StartAsync(devices: 1, options => options with { DiscoveryPort = native.DiscoveryPort });
        using var free = new ManualResetEventSlim();
        var service = Service(_lanes);
        var found = new List<DiscoveredDevice>();
        Task[] others = [];

        await foreach (var device in service.FindAsync(Long with { HowLong = TimeSpan.FromSeconds(4) }, CancellationToken.None))
        {
            found.Add(device);
            others = [.. Enumerable.Range(0, 16).Select(_ => _lanes.Control.RunAsync(() => free.Wait(Limits.Patience), 2 * Limits.Patience))];
        }

        Assert.Equal(fleet.Devices[0].Serial, Assert.Single(found).Serial);
        Assert.Equal(1, _lanes.Logout.Figures().Done);
        Assert.DoesNotContain(others, other => other.IsCompleted);
        free.Set();
        await Task.WhenAll(others);
    }

    [Fact]
    public async Task A_search_is_stopped_also_where_the_lane_of_stops_takes_no_more()
    {
        using var lanes = new NativeLanes(TimeProvider.System) { Logout = new NativeLane("logout", maxThreads: 1, maxQueued: 0, TimeProvider.System) };
        var service = Service(lanes);

        for (var n = 0; n < DiscoveryPlaces.Most + 1; n++)
            Assert.Empty(await FindAsync(service, Short));

        Assert.Equal(DiscoveryPlaces.Most + 1, lanes.Logout.Figures().Refused);
    }

    private DiscoveryService Service(NativeLanes lanes) => new(native.Sdk, lanes, _audit, TimeProvider.System);

    private static async Task RefusedByTheLaneAsync(Func<Task> work) =>
        Assert.StartsWith("the control lane is closed", (await Assert.ThrowsAsync<RefusedException>(work)).Refusal.Reason, StringComparison.Ordinal);

    private static async Task<List<DiscoveredDevice>> FindAsync(DiscoveryService service, DiscoveryQuery query, CancellationToken stop = default)
    {
        var found = new List<DiscoveredDevice>();
        await foreach (var device in service.FindAsync(query, stop))
            found.Add(device);
        return found;
    }
}

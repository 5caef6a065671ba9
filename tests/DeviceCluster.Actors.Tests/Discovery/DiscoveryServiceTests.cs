using System.Diagnostics;
using DeviceCluster.Actors.Audit;
using DeviceCluster.Actors.Discovery;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Discovery;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Actors.Tests.Discovery;

/// <summary>A search of the networks of this node.</summary>
[Collection(OnNativeLibrary.Name)]
public sealed class DiscoveryServiceTests(NativeLibrary native) : IDisposable
{
    private static readonly Origin By = new("operator", "10.0.0.9");

    private readonly NativeLanes _lanes = new(TimeProvider.System);
    private readonly AuditLog _audit = new(capacity: 10, TimeProvider.System);

    public void Dispose() => _lanes.Dispose();

    [Fact]
    public async Task Every_device_is_found_once()
    {
        await using var fleet = await Fleet.StartAsync(devices: 5, options => options with { DiscoveryPort = native.DiscoveryPort });

        var found = await FindAsync(new DiscoveryQuery.Search(TimeSpan.FromSeconds(4), null, Binary: false));

        Assert.Equal(fleet.Devices.Select(device => device.Serial).Order(), found.Select(device => device.Serial).Order());
        Assert.All(found, device => Assert.Equal((fleet.DvripPort, 4, true), (device.Port, device.VideoChannels, device.Initialised)));
    }

    [Fact]
    public async Task A_cancelled_search_ends_at_once_and_says_so()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        var began = Stopwatch.GetTimestamp();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var device in Service().FindAsync(new DiscoveryQuery.Search(DiscoveryLimits.Longest, null, Binary: false), stop.Token))
                Assert.Fail($"nobody is there, but {device.Serial} answered");
        });

        Assert.True(Stopwatch.GetElapsedTime(began) < Limits.Patience);
    }

    [Fact]
    public async Task Of_addresses_that_are_asked_those_that_answer_are_found_once()
    {
        await using var fleet = await Fleet.StartAsync(devices: 3, options => options with { DiscoveryPort = native.DiscoveryPort });
        var asked = fleet.Devices.Skip(1).Select(device => $"{device.Address}").Append("127.250.250.250");

        var found = await FindAsync(new DiscoveryQuery.Probe([.. asked], TimeSpan.FromSeconds(2), null, Binary: false));

        Assert.Equal(fleet.Devices.Skip(1).Select(device => device.Serial).Order(), found.Select(device => device.Serial).Order());
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused_with_what_can()
    {
        string[] many = [.. Enumerable.Range(0, 257).Select(n => $"10.0.{n / 256}.{n % 256}")];

        Assert.Equal(
            (RefusalCode.Invalid, "257 addresses are too many for one probe", "at most 256, such as a /24 network"),
            await RefusedAsync(new DiscoveryQuery.Probe([.. many], TimeSpan.FromSeconds(1), null, Binary: false)));
        Assert.Equal(
            (RefusalCode.Invalid, "192.0.2.1 is no address of this node", "an address of the node, or none: then all its networks are searched"),
            await RefusedAsync(new DiscoveryQuery.Search(TimeSpan.FromSeconds(1), "192.0.2.1", Binary: false)));
        Assert.Equal(
            (RefusalCode.Invalid, "192.0.2.1 is no address of this node", "an address of the node, or none: then all its networks are searched"),
            await RefusedAsync(new DiscoveryQuery.Probe(["10.0.0.1"], TimeSpan.FromSeconds(1), "192.0.2.1", Binary: false)));
    }

    [Fact]
    public async Task A_search_for_which_no_thread_gets_free_in_time_is_refused_as_busy()
    {
        var clock = new FakeTimeProvider();
        using var lanes = new NativeLanes(clock);
        using var free = new ManualResetEventSlim();
        Task[] others = [.. Enumerable.Range(0, 16).Select(_ => lanes.Control.RunAsync(() => free.Wait(Limits.Patience), TimeSpan.FromHours(1)))];
        await Limits.UntilAsync(() => lanes.Control.Figures() is { Busy: 16, Queued: 0 });
        var service = new DiscoveryService(native.Sdk, lanes, _audit, TimeProvider.System);

        var search = RefusedAsync(service, new DiscoveryQuery.Search(DiscoveryLimits.Longest, null, Binary: false));
        var probe = RefusedAsync(service, new DiscoveryQuery.Probe(["10.0.0.1"], DiscoveryLimits.Longest, null, Binary: false));
        Assert.Equal(2, lanes.Control.Figures().Queued);
        clock.Advance(NativeLanes.ControlDeadline);
        var (searchCode, searchReason, _) = await search;
        Assert.False(probe.IsCompleted);
        clock.Advance(DiscoveryLimits.Longest);
        var (probeCode, probeReason, _) = await probe;

        Assert.Equal((RefusalCode.Busy, "a call waited too long for the control lane"), (searchCode, searchReason));
        Assert.Equal((RefusalCode.Busy, "a call waited too long for the control lane"), (probeCode, probeReason));
        free.Set();
        await Task.WhenAll(others);
    }

    [Fact]
    public async Task A_search_of_a_node_whose_threads_have_ended_is_refused_and_does_not_wait_for_devices()
    {
        _lanes.Dispose();

        var search = await RefusedAsync(new DiscoveryQuery.Search(DiscoveryLimits.Longest, null, Binary: false));
        var probe = await RefusedAsync(new DiscoveryQuery.Probe(["10.0.0.1"], DiscoveryLimits.Longest, null, Binary: false));

        Assert.Equal((RefusalCode.Busy, "the control lane is closed"), (search.Code, search.Reason));
        Assert.Equal((RefusalCode.Busy, "the control lane is closed"), (probe.Code, probe.Reason));
    }

    [Fact]
    public async Task A_first_account_is_written_down_with_who_gave_it_and_what_came_of_it_but_without_its_password()
    {
        await using var fleet = await Fleet.StartAsync(devices: 1, options => options with { DiscoveryPort = native.DiscoveryPort, HttpPort = 0, Uninitialised = 1 });
        var order = Initialise(fleet.Devices[0].Mac);

        await Service().InitialiseAsync(order, Limits.Patience);
        var (wrong, _, _) = await RefusedAsync(order with { Password = new Secret("canary") }, Limits.Patience);
        var (again, _, _) = await RefusedAsync(order, TimeSpan.FromSeconds(5));

        Assert.Equal((RefusalCode.Invalid, RefusalCode.DeviceRefused), (wrong, again));
        var entries = _audit.Oldest(10);
        Assert.All(entries, entry => Assert.Equal((By, $"initialise {order.Mac} with the account admin"), (entry.By, entry.What)));
        Assert.Equal(["done", "Invalid", "DeviceRefused"], entries.Select(entry => entry.Result.Split(':')[0]));
        Assert.DoesNotContain(entries, entry => $"{entry}".Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_MAC_that_nobody_has_gets_no_account_and_that_is_told_without_doubt()
    {
        var (code, reason, _) = await RefusedAsync(Initialise("3c:ef:8c:00:00:77"), TimeSpan.FromMilliseconds(500));

        Assert.Equal(RefusalCode.DeviceRefused, code);
        Assert.EndsWith("none of that MAC was found, or it fell silent before the account was sent; nothing was changed", reason, StringComparison.Ordinal);
        Assert.StartsWith("DeviceRefused:", Assert.Single(_audit.Oldest(10)).Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_waits_for_its_thread_until_its_time_is_over_is_never_sent()
    {
        await using var fleet = await Fleet.StartAsync(devices: 1, options => options with { DiscoveryPort = native.DiscoveryPort, HttpPort = 0, Uninitialised = 1 });
        using var free = new ManualResetEventSlim();
        Task[] others = [.. Enumerable.Range(0, 16).Select(_ => _lanes.Control.RunAsync(() => free.Wait(Limits.Patience), 2 * Limits.Patience))];
        var clock = new FakeTimeProvider();
        var order = Initialise(fleet.Devices[0].Mac) with { BeginBefore = Deadline.In(TimeSpan.FromSeconds(10), clock) };

        var late = RefusedAsync(order, Limits.Patience);
        clock.Advance(TimeSpan.FromSeconds(10));
        free.Set();
        var refused = await late;
        await Task.WhenAll(others);

        Assert.Equal((RefusalCode.Moving, "the order came too late to be begun: it was held up on its way; nothing was sent"), (refused.Code, refused.Reason));
        Assert.False(fleet.Devices[0].Logins.IsInitialised);
        Assert.StartsWith("Moving:", Assert.Single(_audit.Oldest(10)).Result, StringComparison.Ordinal);
    }

    private static DiscoveryOrder.Initialise Initialise(string mac) => new(mac, "admin", new Secret("canary-2-word"), null, null, null, By);

    private DiscoveryService Service() => new(native.Sdk, _lanes, _audit, TimeProvider.System);

    private Task<List<DiscoveredDevice>> FindAsync(DiscoveryQuery query) => FindAsync(Service(), query);

    private static async Task<List<DiscoveredDevice>> FindAsync(DiscoveryService service, DiscoveryQuery query)
    {
        using var stop = new CancellationTokenSource(Limits.Patience);
        var found = new List<DiscoveredDevice>();
        await foreach (var device in service.FindAsync(query, stop.Token))
            found.Add(device);
        return found;
    }

    private Task<(RefusalCode Code, string Reason, string Remedy)> RefusedAsync(DiscoveryQuery query) => RefusedAsync(Service(), query);

    private static async Task<(RefusalCode Code, string Reason, string Remedy)> RefusedAsync(DiscoveryService service, DiscoveryQuery query)
    {
        var refusal = (await Assert.ThrowsAsync<RefusedException>(() => FindAsync(service, query))).Refusal;
        return (refusal.Code, refusal.Reason, refusal.Remedy);
    }

    private async Task<(RefusalCode Code, string Reason, string Remedy)> RefusedAsync(DiscoveryOrder.Initialise order, TimeSpan wait)
    {
        var refusal = (await Assert.ThrowsAsync<RefusedException>(() => Service().InitialiseAsync(order, wait))).Refusal;
        return (refusal.Code, refusal.Reason, refusal.Remedy);
    }
}

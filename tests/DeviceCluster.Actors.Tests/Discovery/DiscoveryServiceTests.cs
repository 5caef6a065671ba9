using System.Diagnostics;
using System.Net;
using DeviceCluster.Actors.Audit;
using DeviceCluster.Actors.Discovery;
using DeviceCluster.Actors.Sessions;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Discovery;
using DeviceCluster.Sdk;
using DeviceCluster.Sdk.Initialisation;

namespace DeviceCluster.Actors.Tests.Discovery;

/// <summary>A search of the networks of this node.</summary>
[Collection(OnNativeLibrary.Name)]
public sealed class DiscoveryServiceTests(NativeLibrary native) : IDisposable
{
    private readonly NativeLanes _lanes = new(TimeProvider.System);
    private readonly AuditLog _audit = new(capacity: 10, TimeProvider.System);

    public void Dispose() => _lanes.Dispose();

    [Fact]
    public async Task Every_device_is_found_once()
    {
        await using var fleet = await Fleet.StartAsync(devices: 5, options => options with { DiscoveryPort = native.DiscoveryPort });
        using var stop = new CancellationTokenSource(Limits.Patience);

        var found = new List<DiscoveredDevice>();
        await foreach (var device in Service().SearchAsync(TimeSpan.FromSeconds(4), stop: stop.Token))
            found.Add(device);

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
            await foreach (var device in Service().SearchAsync(TimeSpan.FromHours(1), stop: stop.Token))
                Assert.Fail($"nobody is there, but {device.Serial} answered");
        });

        Assert.True(Stopwatch.GetElapsedTime(began) < Limits.Patience);
    }

    [Fact]
    public async Task Of_addresses_that_are_asked_those_that_answer_are_found_once()
    {
        await using var fleet = await Fleet.StartAsync(devices: 3, options => options with { DiscoveryPort = native.DiscoveryPort });
        using var stop = new CancellationTokenSource(Limits.Patience);
        var asked = fleet.Devices.Skip(1).Select(device => device.Address).Append(IPAddress.Parse("127.250.250.250")).ToArray();

        var found = new List<DiscoveredDevice>();
        await foreach (var device in Service().ProbeAsync(asked, TimeSpan.FromSeconds(2), stop: stop.Token))
            found.Add(device);

        Assert.Equal(fleet.Devices.Skip(1).Select(device => device.Serial).Order(), found.Select(device => device.Serial).Order());
    }

    [Fact]
    public async Task More_addresses_than_one_search_takes_are_refused_with_how_many_it_takes()
    {
        var many = Enumerable.Range(0, 257).Select(n => new IPAddress([10, 0, (byte)(n / 256), (byte)n])).ToArray();

        var refused = await Assert.ThrowsAsync<SdkException>(async () =>
        {
            await foreach (var device in Service().ProbeAsync(many, TimeSpan.FromSeconds(1)))
                Assert.Fail($"nobody was asked, but {device.Serial} answered");
        });

        Assert.Contains("257 addresses are given; 1 to 256", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_account_is_written_down_with_who_gave_it_and_what_came_of_it_but_without_its_password()
    {
        await using var fleet = await Fleet.StartAsync(devices: 1, options => options with { DiscoveryPort = native.DiscoveryPort, HttpPort = 0, Uninitialised = 1 });
        var account = new NewAccount(fleet.Devices[0].Mac, "admin", "canary-2-word");
        var by = new Origin("operator", "10.0.0.9");

        await Service().InitialiseAsync(account, local: null, Limits.Patience, by);
        await Assert.ThrowsAsync<PasswordRefusedException>(() => Service().InitialiseAsync(account with { Password = "canary" }, null, Limits.Patience, by));
        await Assert.ThrowsAsync<SdkException>(() => Service().InitialiseAsync(account, local: null, TimeSpan.FromSeconds(1), by));

        var entries = _audit.Oldest(10);
        Assert.All(entries, entry => Assert.Equal((by, $"initialise {account.Mac} with the account admin"), (entry.By, entry.What)));
        Assert.Equal(["done", "Invalid", "DeviceRefused"], entries.Select(entry => entry.Result.Split(':')[0]));
        Assert.DoesNotContain(entries, entry => $"{entry}".Contains("canary", StringComparison.Ordinal));
    }

    private DiscoveryService Service() => new(native.Sdk, _lanes, _audit, TimeProvider.System);
}

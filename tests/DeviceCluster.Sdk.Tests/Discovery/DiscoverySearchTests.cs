using DeviceCluster.Sdk.Discovery;
using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests.Discovery;

/// <summary>Searches for devices on the network.</summary>
[Collection(WithSdk.Name)]
public class DiscoverySearchTests(SdkFixture fixture)
{
    [Fact]
    public async Task A_search_finds_every_device_with_what_it_tells_of_itself()
    {
        var devices = fixture.Devices.Where(device => device != fixture.OldDevice).ToArray();
        var serials = devices.Select(d => d.Serial).ToHashSet();
        using var search = fixture.Sdk.StartSearch(localAddress: null);
        var found = new Dictionary<string, FoundDevice>();

        using var limit = new CancellationTokenSource(Until.Limit);
        while (!serials.IsSubsetOf(found.Keys))
        {
            var device = await search.Found.ReadAsync(limit.Token);
            found[device.Serial] = device;
        }

        foreach (var device in devices)
        {
            var told = found[device.Serial];
            Assert.Equal((device.Address.ToString(), fixture.Port, device.Channels), (told.Address, told.Port, told.Channels));
            Assert.Equal(17, told.Mac.Length);
            Assert.NotEqual("", told.Model);
        }

        // Another test may have given one of the last its password meanwhile.
        Assert.All(devices.SkipLast(SdkFixture.Bare), device => Assert.True(found[device.Serial].Initialised));
        Assert.False(found[fixture.Devices[^SdkFixture.Bare].Serial].Initialised);
        Assert.Equal(0, search.Dropped);
    }

    [Fact]
    public async Task A_binary_search_finds_the_oldest_devices_too_and_none_of_the_others_twice()
    {
        var (old, all) = (fixture.OldDevice, fixture.Devices.Count);
        using var search = fixture.Sdk.StartSearch(localAddress: null, binary: true);
        var found = new List<FoundDevice>();

        using var limit = new CancellationTokenSource(Until.Limit);
        while (found.Select(device => device.Serial).Distinct().Count() < all)
            found.Add(await search.Found.ReadAsync(limit.Token));
        search.Stop();
        while (search.Found.TryRead(out var late))
            found.Add(late);

        var told = Assert.Single(found, device => device.Serial == old.Serial);
        Assert.Equal(
            (old.Address.ToString(), fixture.Port, old.Mac, "DVR0404LE", "2.608.0000.0"),
            (told.Address, told.Port, told.Mac.ToLowerInvariant(), told.Model, told.SoftwareVersion));
        Assert.Null(told.Initialised);
        Assert.Equal(all, found.Count);
    }

    [Fact]
    public async Task A_stop_completes_what_was_found_and_may_be_called_again()
    {
        var search = fixture.Sdk.StartSearch(localAddress: null);
        using var limit = new CancellationTokenSource(Until.Limit);
        await search.Found.ReadAsync(limit.Token);

        await Until.WithinLimit(search.Stop);
        search.Stop();

        while (search.Found.TryRead(out _))
        {
        }

        await search.Found.Completion.WaitAsync(Until.Limit);
        Assert.Equal(0, fixture.Sdk.Figures()!.Searches);
    }

    [Fact]
    public void A_local_address_that_is_none_is_refused()
    {
        var refused = Assert.Throws<SdkException>(() => fixture.Sdk.StartSearch("not an address"));

        Assert.Equal("NET_ILLEGAL_PARAM", refused.Name);
    }
}

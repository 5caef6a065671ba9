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
        var serials = fixture.Devices.Select(d => d.Serial).ToHashSet();
        using var search = fixture.Sdk.StartSearch(localAddress: null);
        var found = new Dictionary<string, FoundDevice>();

        using var limit = new CancellationTokenSource(Until.Limit);
        while (!serials.IsSubsetOf(found.Keys))
        {
            var device = await search.Found.ReadAsync(limit.Token);
            found[device.Serial] = device;
        }

        foreach (var device in fixture.Devices)
        {
            var told = found[device.Serial];
            Assert.Equal((device.Address.ToString(), fixture.Port, SdkFixture.Channels), (told.Address, told.Port, told.Channels));
            Assert.Equal(17, told.Mac.Length);
            Assert.NotEqual("", told.Model);
        }

        // Another test may have given one of the last its password meanwhile.
        Assert.All(fixture.Devices.SkipLast(SdkFixture.Bare), device => Assert.True(found[device.Serial].Initialised));
        Assert.False(found[fixture.Devices[^SdkFixture.Bare].Serial].Initialised);
        Assert.Equal(0, search.Dropped);
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

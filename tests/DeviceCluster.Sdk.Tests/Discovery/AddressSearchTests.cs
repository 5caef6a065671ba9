using System.Net;
using DeviceCluster.Sdk.Discovery;
using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests.Discovery;

/// <summary>Searches that ask addresses one by one.</summary>
[Collection(WithSdk.Name)]
public class AddressSearchTests(SdkFixture fixture)
{
    [Fact]
    public async Task What_answers_is_told_while_the_search_goes_on()
    {
        var devices = fixture.Devices.Take(3).ToArray();
        var search = fixture.Sdk.SearchAddresses([.. devices.Select(device => device.Address), IPAddress.Parse("127.99.0.1")]);
        var run = Until.WithinLimit(() => search.Run(TimeSpan.FromSeconds(3)));

        using var limit = new CancellationTokenSource(Until.Limit);
        var found = new List<FoundDevice>();
        while (found.Count < devices.Length)
            found.Add(await search.Found.ReadAsync(limit.Token));
        var early = !run.IsCompleted;
        await run;

        Assert.True(early, "the devices were told only when the search was over");
        Assert.Equal(devices.Select(device => device.Serial).Order(), found.Select(device => device.Serial).Order());
        Assert.All(found, device => Assert.Equal("", device.LocalAddress));
        await search.Found.Completion.WaitAsync(Until.Limit);
    }

    [Fact]
    public async Task A_device_that_knows_the_binary_search_alone_is_found_by_it_alone()
    {
        async Task<List<FoundDevice>> SearchAsync(bool binary, int seconds)
        {
            var search = fixture.Sdk.SearchAddresses([fixture.OldDevice.Address], binary: binary);
            await Until.WithinLimit(() => search.Run(TimeSpan.FromSeconds(seconds)));
            var found = new List<FoundDevice>();
            await foreach (var device in search.Found.ReadAllAsync())
                found.Add(device);
            return found;
        }

        Assert.Empty(await SearchAsync(binary: false, seconds: 2));
        Assert.Equal(fixture.OldDevice.Serial, Assert.Single(await SearchAsync(binary: true, seconds: 8)).Serial);
    }

    [Fact]
    public void No_address_257_of_them_or_such_as_are_not_IPv4_are_refused_with_words()
    {
        var many = Enumerable.Range(0, 257).Select(i => new IPAddress([10, 0, (byte)(i >> 8), (byte)i])).ToArray();

        var (none, tooMany, other) = (Refused([]), Refused(many), Refused([IPAddress.IPv6Loopback]));

        Assert.All(new[] { none, tooMany, other }, refused => Assert.Equal("NET_ILLEGAL_PARAM", refused.Name));
        Assert.Contains("257 addresses are given; 1 to 256 can be asked", tooMany.Message, StringComparison.Ordinal);
        Assert.Contains("::1 is not an IPv4 address", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_local_address_of_another_machine_ends_the_search_with_an_error_and_completes_it()
    {
        var search = fixture.Sdk.SearchAddresses([IPAddress.Loopback], IPAddress.Parse("192.0.2.1"));

        await Assert.ThrowsAsync<SdkException>(() => Until.WithinLimit(() => search.Run(TimeSpan.FromSeconds(1))));

        await search.Found.Completion.WaitAsync(Until.Limit);
        Assert.Throws<InvalidOperationException>(() => search.Run(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_search_that_is_abandoned_before_it_ran_completes_its_reader_and_runs_no_more()
    {
        var search = fixture.Sdk.SearchAddresses([IPAddress.Loopback]);

        search.Abandon();
        search.Abandon();

        await search.Found.Completion.WaitAsync(Until.Limit);
        Assert.Throws<InvalidOperationException>(() => search.Run(TimeSpan.FromSeconds(1)));
    }

    private SdkException Refused(IReadOnlyList<IPAddress> addresses) =>
        Assert.Throws<SdkException>(() => fixture.Sdk.SearchAddresses(addresses));
}

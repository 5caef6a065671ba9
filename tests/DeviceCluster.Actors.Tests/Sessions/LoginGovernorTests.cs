using DeviceCluster.Actors.Sessions;
using DeviceCluster.Contracts.Devices;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Actors.Tests.Sessions;

/// <summary>No login storm, neither from a node nor to a site.</summary>
public sealed class LoginGovernorTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_burst_goes_at_once_and_the_rest_at_the_rate_of_the_site()
    {
        var governor = Governor(new SessionSettings { LoginBurstOfSite = 3, LoginsPerSecondAndSite = 2, LoginBurst = 100 });

        var waits = Enumerable.Range(1, 5).Select(n => governor.Reserve(At($"10.0.0.{n}"))).ToArray();

        Assert.All(waits.Take(3), wait => Assert.Equal(TimeSpan.Zero, wait));
        Assert.InRange(waits[3], TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.61));
        Assert.InRange(waits[4], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.21));
    }

    [Fact]
    public void Sites_do_not_wait_for_each_other_but_share_the_rate_of_the_node()
    {
        var governor = Governor(new SessionSettings { LoginBurstOfSite = 1, LoginBurst = 2, LoginsPerSecond = 1 });

        Assert.Equal(TimeSpan.Zero, governor.Reserve(At("10.0.0.1")));
        Assert.Equal(TimeSpan.Zero, governor.Reserve(At("10.0.1.1")));
        Assert.True(governor.Reserve(At("10.0.2.1")) >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Time_brings_tokens_back()
    {
        var governor = Governor(new SessionSettings { LoginBurstOfSite = 1, LoginsPerSecondAndSite = 1 });
        governor.Reserve(At("10.0.0.1"));

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.Zero, governor.Reserve(At("10.0.0.2")));
    }

    [Theory]
    [InlineData("10.1.2.3", "10.1.2.250", true)]
    [InlineData("10.1.2.3", "10.1.3.3", false)]
    [InlineData("2001:db8:1:2::7", "2001:db8:1:2:3::8", true)]
    [InlineData("nvr.example", "NVR.example", false)]
    public void A_site_is_a_network_or_a_name(string one, string other, bool same) =>
        Assert.Equal(same, LoginGovernor.Site(one) == LoginGovernor.Site(other));

    private static DeviceAddress At(string host) => new(host);

    private LoginGovernor Governor(SessionSettings settings) => new(settings, _time);
}

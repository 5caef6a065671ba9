using DeviceCluster.Sdk.Clock;
using DeviceCluster.Sdk.Control;
using DeviceCluster.Sdk.Sessions;
using DeviceCluster.Sdk.Tests.Support;
using DeviceCluster.Simulator;

namespace DeviceCluster.Sdk.Tests.Control;

/// <summary>A device that is sent away, and comes back or does not.</summary>
[Collection(WithSdk.Name)]
public class ControlCallsTests(SdkFixture fixture)
{
    [Fact]
    public async Task A_restarted_device_is_lost_once_and_comes_back()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);

        await Until.WithinLimit(login.Reboot);
        var meanwhile = Assert.Throws<SdkException>(() => login.ReadClock(SdkFixture.Wait));
        await LostAsync(login);
        login.Logout();
        using var again = await AgainAsync(device);

        Assert.Equal("NET_NETWORK_ERROR", meanwhile.Name);
        Assert.Equal(device.Serial, again.Facts.Serial);
        Assert.Equal(2, device.Facts.LoginsAccepted);
    }

    [Fact]
    public async Task A_device_that_is_switched_off_is_lost_and_stays_away()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);

        await Until.WithinLimit(() => login.ShutDown(SdkFixture.Wait));
        await LostAsync(login);

        Assert.True(device.Faults.PoweredOff);
        Assert.False(login.IsOnline());

        // Another test looks for every device.
        device.Faults.Heal();
    }

    private async Task LostAsync(LoginHandle login)
    {
        using var limit = new CancellationTokenSource(Until.Limit);
        while ((await fixture.Sdk.Losses.ReadAsync(limit.Token)).LoginId != login.Id)
        {
            // Of an earlier test.
        }
    }

    private async Task<LoginHandle> AgainAsync(VirtualDevice device)
    {
        await Until.TrueAsync(() => !device.Faults.PoweredOff, "the device is back");
        return await fixture.LoginAsync(device);
    }
}

using DeviceCluster.Sdk.Sessions;
using DeviceCluster.Sdk.Tests.Support;
using DeviceCluster.Sdk.Watchdogs;

namespace DeviceCluster.Sdk.Tests.Watchdogs;

/// <summary>The latch, seen through real logins.</summary>
[Collection(WithSdk.Name)]
public class WatchdogTests(SdkFixture fixture)
{
    private static readonly TimeSpan Trip = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    [Fact]
    public async Task Without_a_feed_every_login_is_lost_and_none_is_made_until_a_new_beat()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);
        using var watchdog = Watchdog.Arm(fixture.Sdk, Trip, Never);
        Assert.True(watchdog.HasLatch);
        Assert.False(watchdog.IsTripped);
        var trips = watchdog.Trips;
        var beat = Watchdog.Now;

        await Until.TrueAsync(() => watchdog.IsTripped, "it trips");

        await LossOfAsync(login);
        await Until.TrueAsync(() => device.Facts.SessionsAborted == 1, "the device notices");
        Assert.False(login.IsOnline());
        var refused = await SdkFixture.RefusedAsync(fixture.Sdk, fixture.Request(device));
        Assert.Equal((SdkErrors.NotNow, LoginStage.NotConnected), (refused.Code, refused.Stage));
        Assert.False(watchdog.Feed(beat));
        Assert.True(watchdog.IsTripped);

        Assert.True(watchdog.Feed(Watchdog.Now));
        using var again = await fixture.LoginAsync(device);
        Assert.True(again.IsOnline());
        Assert.Equal((false, trips + 1), (watchdog.IsTripped, watchdog.Trips));
    }

    [Fact]
    public async Task A_fed_watchdog_keeps_the_login()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());
        using var watchdog = Watchdog.Arm(fixture.Sdk, Trip, Never);
        var trips = watchdog.Trips;
        var until = Watchdog.Now + (long)(1.5 * Trip.TotalNanoseconds);

        await Until.TrueAsync(() => watchdog.Feed(Watchdog.Now) && Watchdog.Now > until, "longer than the trip time");

        Assert.True(login.IsOnline());
        Assert.Equal(trips, watchdog.Trips);
    }

    [Fact]
    public async Task A_disposed_watchdog_is_disarmed_also_when_it_had_tripped()
    {
        using var watchdog = Watchdog.Arm(fixture.Sdk, TimeSpan.FromMilliseconds(1), Never);
        await Until.TrueAsync(() => watchdog.IsTripped, "it trips");

        watchdog.Dispose();
        watchdog.Dispose();

        Assert.False(watchdog.IsTripped);
        Assert.Throws<ObjectDisposedException>(() => watchdog.Feed(Watchdog.Now));
        using var login = await fixture.LoginAsync(fixture.NewDevice());
        Assert.True(login.IsOnline());
    }

    [Fact]
    public void A_second_one_is_refused_until_the_first_is_disposed()
    {
        using (Watchdog.Arm(fixture.Sdk, Trip, Never))
        {
            var refused = Assert.Throws<InvalidOperationException>(() => Watchdog.Arm(fixture.Sdk, Trip, Never));
            Assert.Contains("one per process", refused.Message, StringComparison.Ordinal);
        }

        Watchdog.Arm(fixture.Sdk, Trip, Never).Dispose();
    }

    [Fact]
    public void Beats_from_the_future_and_times_that_make_no_sense_are_refused()
    {
        using var watchdog = Watchdog.Arm(fixture.Sdk, Trip, Never);
        Assert.Throws<ArgumentOutOfRangeException>(() => watchdog.Feed(Watchdog.Now + 1_000_000_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => watchdog.Feed(-1));
        watchdog.Dispose();

        Assert.Throws<ArgumentOutOfRangeException>(() => Watchdog.Arm(fixture.Sdk, TimeSpan.Zero, Never));
        Assert.Throws<ArgumentOutOfRangeException>(() => Watchdog.Arm(fixture.Sdk, Trip, Trip));
    }

    // Losses of other tests' logins may come before.
    private async Task LossOfAsync(LoginHandle login)
    {
        while ((await fixture.Sdk.Losses.ReadAsync().AsTask().WaitAsync(Until.Limit)).LoginId != login.Id)
        {
        }
    }
}

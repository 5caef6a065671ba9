using DeviceCluster.Sdk.Clock;
using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests.Clock;

/// <summary>The clock of a device, read and set.</summary>
[Collection(WithSdk.Name)]
public class ClockCallsTests(SdkFixture fixture)
{
    [Fact]
    public async Task A_clock_that_was_set_is_read_back()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);
        var wanted = new DateTime(2031, 2, 28, 23, 59, 30);

        await Until.WithinLimit(() => login.SetClock(wanted, SdkFixture.Wait));
        var read = await Until.WithinLimit(() => login.ReadClock(SdkFixture.Wait));

        // It goes on meanwhile, for as long as a test may take.
        Assert.InRange(read.Shown, wanted, wanted + Until.Limit);
        Assert.InRange(device.Clock.LocalNow, read.Shown, read.Shown + Until.Limit);
        Assert.InRange(read.At, read.Asked, read.Asked + read.RoundTrip);
    }

    [Fact]
    public async Task A_time_that_no_device_has_is_refused_and_not_sent()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);

        var refused = Assert.Throws<SdkException>(() => login.SetClock(new DateTime(1999, 12, 31), SdkFixture.Wait));

        Assert.Equal("NET_ILLEGAL_PARAM", refused.Name);
        Assert.DoesNotContain("global.setCurrentTime", device.Facts.Calls.Keys);
    }

    [Fact]
    public async Task A_device_that_does_not_answer_costs_the_wait_and_is_told_in_words()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);
        device.Faults.Answers.Delay(Until.Limit);

        var late = await Assert.ThrowsAsync<SdkException>(() => Until.WithinLimit(() => login.ReadClock(TimeSpan.FromMilliseconds(50))));

        Assert.Equal("reading the clock: the device did not answer in time, or the connection ended (NET_NETWORK_ERROR)", late.Message);
    }

    [Fact]
    public async Task A_login_that_is_over_asks_nothing_more()
    {
        var device = fixture.NewDevice();
        var login = await fixture.LoginAsync(device);
        login.Logout();

        var over = Assert.Throws<SdkException>(() => login.ReadClock(SdkFixture.Wait));

        Assert.Equal("NET_INVALID_HANDLE", over.Name);
        Assert.DoesNotContain("global.getCurrentTime", device.Facts.Calls.Keys);
    }

    [Fact]
    public async Task A_wait_that_is_none_is_refused()
    {
        using var login = await fixture.LoginAsync(fixture.NewDevice());

        Assert.All(
            [0, -1, 3601],
            seconds => Assert.Throws<ArgumentOutOfRangeException>(() => login.ReadClock(TimeSpan.FromSeconds(seconds))));
    }
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DeviceCluster.Sdk.Sessions;
using DeviceCluster.Sdk.Tests.Support;
using DeviceCluster.Simulator;

namespace DeviceCluster.Sdk.Tests.Sessions;

/// <summary>The ends of a login: orderly, abrupt, lost, forgotten.</summary>
[Collection(WithSdk.Name)]
public class LoginHandleTests(SdkFixture fixture)
{
    /// <summary>The fixture's library takes two seconds without a word for a loss.</summary>
    private static readonly TimeSpan LongerThanALoss = TimeSpan.FromSeconds(2.5);

    [Fact]
    public async Task A_logout_is_told_to_the_device_once()
    {
        var device = fixture.NewDevice();
        var login = await fixture.LoginAsync(device);
        var failed = fixture.Sdk.FailedStops;

        await Until.WithinLimit(login.Logout);
        await Until.WithinLimit(login.Logout);
        login.Dispose();

        Assert.Equal((1, 0), (device.Facts.LogoutsClean, device.Facts.OpenSessions));
        Assert.Equal(failed, fixture.Sdk.FailedStops);
    }

    [Fact]
    public async Task An_abort_says_nothing_to_the_device()
    {
        var device = fixture.NewDevice();
        var login = await fixture.LoginAsync(device);

        login.Abort();
        login.Logout();

        await Until.TrueAsync(() => device.Facts.SessionsAborted == 1, "the device notices the abort");
        Assert.Equal(0, device.Facts.LogoutsClean);
    }

    [Fact]
    public async Task After_the_logout_nothing_can_be_done_with_the_login()
    {
        var login = await fixture.LoginAsync(fixture.NewDevice());
        login.Logout();

        Assert.False(login.IsOnline());
        var refused = Assert.Throws<SdkException>(() => fixture.Sdk.OpenLive(login, channel0: 0, stream: 0));
        Assert.Equal("NET_INVALID_HANDLE", refused.Name);
        login.Abort();
    }

    [Fact]
    public async Task A_device_that_is_unplugged_is_told_as_lost_once()
    {
        var device = fixture.NewDevice();
        var login = await fixture.LoginAsync(device);

        device.Faults.Unplug();
        var lost = await LossOfAsync(login);

        Assert.Equal((device.Address.ToString(), fixture.Port), (lost.Address, lost.Port));
        Assert.False(login.IsOnline());
        Assert.False(await IsToldAgainAsync(login, LongerThanALoss));
        await Until.WithinLimit(login.Logout);
        Assert.False(await IsToldAgainAsync(login, LongerThanALoss));
    }

    [Fact]
    public async Task A_device_that_resets_the_connection_is_told_as_lost()
    {
        var device = fixture.NewDevice();
        var login = await fixture.LoginAsync(device);

        device.Faults.PowerOff();

        await LossOfAsync(login);
        Assert.False(login.IsOnline());
        await Until.WithinLimit(login.Logout);
        Assert.Equal(0, device.Facts.LogoutsClean);
    }

    [Fact]
    public async Task A_device_that_reads_but_says_nothing_is_told_as_lost()
    {
        var device = fixture.NewDevice();
        var login = await fixture.LoginAsync(device);

        device.Faults.Mute();

        await LossOfAsync(login);
        await Until.WithinLimit(login.Logout);
    }

    [Fact]
    public async Task A_lost_login_can_be_aborted_and_that_is_no_failure()
    {
        var device = fixture.NewDevice();
        var login = await fixture.LoginAsync(device);
        var failed = fixture.Sdk.FailedStops;
        device.Faults.PowerOff();
        await LossOfAsync(login);

        login.Abort();

        Assert.True(login.IsClosed);
        Assert.Equal(failed, fixture.Sdk.FailedStops);
    }

    [Fact]
    public async Task A_session_that_is_held_sends_keep_alives()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);

        await Until.TrueAsync(() => device.Facts.KeepAlives >= 3, "three keep-alives");

        Assert.True(login.IsOnline());
    }

    [Fact]
    public async Task A_logout_whose_answer_never_comes_ends_all_the_same()
    {
        var device = fixture.NewDevice();
        var login = await fixture.LoginAsync(device);
        device.Faults.Mute();

        await Until.WithinLimit(login.Logout);

        Assert.True(login.IsClosed);
    }

    [Fact]
    public async Task A_login_that_nobody_ended_is_told_with_its_number_and_can_be_logged_out()
    {
        var device = fixture.NewDevice();
        var told = new ConcurrentQueue<nint>();
        var leaks = fixture.Sdk.LeakedHandles;
        fixture.Sdk.OnLeakedHandle = told.Enqueue;
        var id = (nint)LoginAndForget(device);

        await Until.TrueAsync(() => Collect() && told.Contains(id), "the finaliser tells");

        Assert.True(fixture.Sdk.LeakedHandles > leaks);
        Assert.Equal(1, device.Facts.OpenSessions);
        await Until.WithinLimit(() => fixture.Sdk.LogoutLeaked(id));
        Assert.Equal(1, device.Facts.LogoutsClean);
        fixture.Sdk.OnLeakedHandle = null;
    }

    [Fact]
    public async Task Figures_count_the_logins_that_are_open()
    {
        var before = fixture.Sdk.Figures()!.Logins;
        var login = await fixture.LoginAsync(fixture.NewDevice());

        Assert.Equal(before + 1, fixture.Sdk.Figures()!.Logins);
        login.Logout();
        Assert.Equal(before, fixture.Sdk.Figures()!.Logins);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long LoginAndForget(VirtualDevice device) => fixture.Sdk.Login(fixture.Request(device)).Id;

    private static bool Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return true;
    }

    private async Task<SessionLost> LossOfAsync(LoginHandle login)
    {
        using var limit = new CancellationTokenSource(Until.Limit);
        while (true)
        {
            var lost = await fixture.Sdk.Losses.ReadAsync(limit.Token);
            if (lost.LoginId == login.Id)
                return lost;
        }
    }

    /// <summary>Reads what is told for as long as the test looks; losses of other logins do not count.</summary>
    private async Task<bool> IsToldAgainAsync(LoginHandle login, TimeSpan look)
    {
        using var end = new CancellationTokenSource(look);
        try
        {
            while ((await fixture.Sdk.Losses.ReadAsync(end.Token)).LoginId != login.Id)
            {
                // Another test's.
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

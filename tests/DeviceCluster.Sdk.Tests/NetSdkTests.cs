using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests;

/// <summary>Start and end of the library in this process.</summary>
[Collection(WithSdk.Name)]
public class NetSdkTests(SdkFixture fixture)
{
    [Fact]
    public void The_library_tells_which_it_is_and_how_much_of_it_was_checked()
    {
        var info = fixture.Sdk.Info;

        Assert.Equal(TestFiles.Library, info.Path);
        Assert.Equal(info.OpenVersion, info.VersionText);
        Assert.True(info.LayoutsChecked > 0);
    }

    [Fact]
    public void A_second_start_in_the_same_process_is_refused()
    {
        var options = new SdkOptions { LibraryPath = TestFiles.Library };

        var refused = Assert.Throws<InvalidOperationException>(() => NetSdk.Load(options, TimeProvider.System));

        Assert.Contains("one per process", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_the_library_ends_everything_and_it_can_be_started_again()
    {
        var device = fixture.NewDevice();
        var old = fixture.Sdk;
        var login = await fixture.LoginAsync(device);
        var live = old.OpenLive(login, channel0: 0, stream: 0);
        var search = old.StartSearch(localAddress: null);

        await Until.WithinLimit(old.Dispose);
        fixture.Load();

        await Task.WhenAll(live.Frames.Completion, old.Losses.Completion).WaitAsync(Until.Limit);
        Assert.False(login.IsOnline());
        login.Logout();
        live.Stop();
        search.Stop();
        await Until.TrueAsync(() => device.Facts.SessionsAborted == 1, "the device notices");
        using var again = await fixture.LoginAsync(device);
        Assert.True(again.IsOnline());
        Assert.Equal((0, 0), (old.FailedStops, old.LeakedHandles));
    }

    [Fact]
    public async Task A_start_on_another_library_after_the_end_is_refused()
    {
        await Until.WithinLimit(fixture.Sdk.Dispose);
        try
        {
            var options = new SdkOptions { LibraryPath = "/nowhere/other.so" };

            var refused = Assert.Throws<InvalidOperationException>(() => NetSdk.Load(options, TimeProvider.System));

            Assert.Contains("needs a process of its own", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            fixture.Load();
        }
    }
}

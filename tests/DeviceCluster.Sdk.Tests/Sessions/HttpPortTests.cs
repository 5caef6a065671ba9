using DeviceCluster.Sdk.Interop;
using DeviceCluster.Sdk.Sessions;
using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests.Sessions;

/// <summary>Where a device speaks HTTP.</summary>
[Collection(WithSdk.Name)]
public class HttpPortTests(SdkFixture fixture)
{
    [Fact]
    public async Task A_device_is_asked_for_it_once_for_a_login_and_what_is_set_holds_over_it()
    {
        var device = fixture.NewDevice();
        using var login = await fixture.LoginAsync(device);

        var told = await Until.WithinLimit(login.ReadHttpPort);
        var answers = device.Facts.DiscoveryAnswers;
        var again = told;
        for (var time = 0; time < 10; time++)
            again = await Until.WithinLimit(login.ReadHttpPort);
        login.SetHttpPort(8081);
        var set = await Until.WithinLimit(login.ReadHttpPort);
        login.SetHttpPort(0);
        var back = await Until.WithinLimit(login.ReadHttpPort);

        Assert.Equal(new HttpPort(fixture.HttpPort, HttpPortSource.Told), told);
        Assert.Equal((told, told), (again, back));
        Assert.Equal(new HttpPort(8081, HttpPortSource.Set), set);
        // A device that is slow to answer is asked a second time, and answers that when it is known already.
        Assert.InRange(device.Facts.DiscoveryAnswers - answers, 0, 1);
    }

    [Fact]
    public async Task A_device_that_was_reached_by_a_name_is_asked_at_the_address_of_its_login()
    {
        var device = fixture.NewDevice();
        var request = fixture.Request(device) with { Host = "gate" };
        var library = new LoadedLibrary(Handle: 0, Path: "", OpenVersion: "0", LayoutsChecked: 0);
        var (raw, facts) = await Until.WithinLimit(() => new LoginCall(request, new SdkOptions(), TimeProvider.System, library)
            .Run(new HostLookup(_ => [device.Address], TimeProvider.System)));
        using var login = new LoginHandle(fixture.Sdk, raw, facts);

        Assert.Equal(new HttpPort(fixture.HttpPort, HttpPortSource.Told), await Until.WithinLimit(login.ReadHttpPort));
    }

    [Fact]
    public async Task A_login_that_is_over_tells_no_port()
    {
        var login = await fixture.LoginAsync(fixture.NewDevice());
        await Until.WithinLimit(login.Logout);

        Assert.Equal("NET_INVALID_HANDLE", Assert.Throws<SdkException>(() => login.ReadHttpPort()).Name);
    }
}

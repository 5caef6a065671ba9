using System.Net;
using DeviceCluster.Sdk.Interop;
using DeviceCluster.Sdk.Sessions;
using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests.Sessions;

/// <summary>Logins at a host name that has more than one address.</summary>
[Collection(WithSdk.Name)]
public class LoginByNameTests(SdkFixture fixture)
{
    /// <summary>The system refuses at once to connect there.</summary>
    private static readonly IPAddress Nobody = IPAddress.Broadcast;

    [Fact]
    public async Task An_address_that_refuses_the_connection_is_followed_by_the_next()
    {
        var device = fixture.NewDevice();

        var (raw, facts) = await LoginAsync(SdkFixture.Password, Nobody, Nobody, device.Address);

        Assert.Equal(device.Serial, facts.Serial);
        await Until.WithinLimit(() => fixture.Sdk.LogoutLeaked(raw));
        Assert.Equal(1, device.Facts.LogoutsClean);
    }

    [Fact]
    public async Task An_address_that_refuses_the_password_is_the_last_that_gets_it()
    {
        var (first, second) = (fixture.NewDevice(), fixture.NewDevice());

        var refused = await Assert.ThrowsAsync<LoginException>(() => LoginAsync("wrong-password", first.Address, second.Address));

        Assert.Equal(LoginStage.Answered, refused.Stage);
        Assert.Equal((1, 0), (first.Facts.LoginPackets, second.Facts.Challenges));
    }

    [Fact]
    public async Task When_all_refuse_the_last_refusal_is_told()
    {
        var refused = await Assert.ThrowsAsync<LoginException>(() => LoginAsync(SdkFixture.Password, Nobody, Nobody));

        Assert.Equal((9, LoginStage.NotConnected), (refused.LoginError, refused.Stage));
    }

    private static readonly LoadedLibrary Ours = new(Handle: 0, Path: "", OpenVersion: "0", LayoutsChecked: 0);

    private Task<(nint Raw, LoginFacts Facts)> LoginAsync(string password, params IPAddress[] addresses) => Until.WithinLimit(() =>
        new LoginCall(new LoginRequest("gate", fixture.Port, "admin", password), new SdkOptions(), TimeProvider.System, Ours)
            .Run(new HostLookup(_ => addresses, TimeProvider.System)));
}

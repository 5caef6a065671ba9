using System.Net;
using DeviceCluster.Sdk.Clock;
using DeviceCluster.Sdk.Configuration;
using DeviceCluster.Sdk.Sessions;
using DeviceCluster.Sdk.Tests.Support;
using DeviceCluster.Simulator;
using DeviceCluster.Simulator.Firmware;

namespace DeviceCluster.Sdk.Tests.Sessions;

/// <summary>The password itself goes to devices that know no challenge, by leave alone, and to no other.</summary>
[Collection(WithSdk.Name)]
public class PlainLoginTests(SdkFixture fixture)
{
    [Fact]
    public async Task A_device_that_knows_no_challenge_is_refused_by_its_own_name_and_gets_nothing()
    {
        await using var old = await OldAsync("127.21.201.1");

        var refused = await SdkFixture.RefusedAsync(fixture.Sdk, Request(old));

        Assert.Equal(("NETSDK_OPEN_ERROR_ONLY_PLAIN_LOGIN", 11, LoginStage.Connected), (refused.Name, refused.LoginError, refused.Stage));
        Assert.True(refused.WantsPlainLogin);
        Assert.Equal(0, old.Devices[0].Facts.LoginPackets);
    }

    [Theory]
    [InlineData("127.21.202.1", SdkFixture.Password)]
    [InlineData("127.21.203.1", "8-bytes!")]
    public async Task By_leave_it_gets_the_password_and_lets_in(string address, string password)
    {
        await using var old = await OldAsync(address, password);

        using var login = await Until.WithinLimit(() => fixture.Sdk.Login(Request(old, password) with { PlainLogin = true }));

        Assert.Equal(("", SdkFixture.Channels), (login.Facts.Serial, login.Facts.Channels));
        Assert.True(login.IsOnline());
        var attempt = Assert.Single(old.Devices[0].Facts.Attempts);
        Assert.Equal(("Plain", "admin", LoginOutcome.Accepted), (attempt.Dialect, attempt.User, attempt.Outcome));
    }

    [Fact]
    public async Task A_device_that_has_no_JSON_says_so_by_its_own_name_to_whoever_asks_by_it()
    {
        await using var old = await OldAsync("127.21.208.1");
        using var login = await Until.WithinLimit(() => fixture.Sdk.Login(Request(old) with { PlainLogin = true }));

        var clock = await Assert.ThrowsAsync<SdkException>(() => Until.WithinLimit(() => login.ReadClock(SdkFixture.Wait)));
        var table = await Assert.ThrowsAsync<SdkException>(() => Until.WithinLimit(() => login.ReadTable("NTP", null, SdkFixture.Wait)));

        Assert.Equal(("NETSDK_OPEN_ERROR_NO_JSON", "NETSDK_OPEN_ERROR_NO_JSON"), (clock.Name, table.Name));
        Assert.True(login.IsOnline());
    }

    [Fact]
    public async Task A_wrong_password_is_judged_and_stands_in_no_text()
    {
        await using var old = await OldAsync("127.21.204.1");

        var refused = await SdkFixture.RefusedAsync(fixture.Sdk, Request(old, "wrong-password") with { PlainLogin = true });

        Assert.Equal((1, LoginStage.Answered, 4), (refused.LoginError, refused.Stage, refused.AttemptsLeft));
        Assert.DoesNotContain("wrong-password", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, old.Devices[0].Facts.LoginPackets);
    }

    [Fact]
    public async Task The_leave_holds_for_one_login_and_for_no_device_that_is_expected_by_its_serial_number()
    {
        await using var old = await OldAsync("127.21.205.1");
        var request = Request(old);

        await Until.WithinLimit(() =>
        {
            fixture.Sdk.Login(request with { PlainLogin = true }).Dispose();
            Assert.True(Assert.Throws<LoginException>(() => fixture.Sdk.Login(request)).WantsPlainLogin);
            Assert.True(Assert.Throws<LoginException>(
                () => fixture.Sdk.Login(request with { PlainLogin = true, ExpectedSerial = old.Devices[0].Serial })).WantsPlainLogin);
        });

        Assert.Equal(1, old.Devices[0].Facts.LoginPackets);
    }

    [Fact]
    public async Task A_device_with_a_challenge_gets_the_proof_though_the_password_would_be_allowed()
    {
        var device = fixture.NewDevice();

        using var login = await Until.WithinLimit(() => fixture.Sdk.Login(fixture.Request(device) with { PlainLogin = true }));

        Assert.Equal(device.Serial, login.Facts.Serial);
        Assert.Equal("Challenge", Assert.Single(device.Facts.Attempts).Dialect);
    }

    private static LoginRequest Request(SimulatorHost old, string password = SdkFixture.Password) =>
        new(old.Devices[0].Address.ToString(), old.DvripPort, "admin", password);

    private static Task<SimulatorHost> OldAsync(string address, string password = SdkFixture.Password) => SimulatorHost.StartAsync(new SimulatorOptions
    {
        First = IPAddress.Parse(address),
        Channels = SdkFixture.Channels,
        Password = password,
        Firmware = [DeviceFirmware.Dvr2012],
        DvripPort = 0,
        DiscoveryPort = -1,
    });
}

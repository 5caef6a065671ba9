using System.Net;
using System.Net.Sockets;
using DeviceCluster.Sdk.Sessions;
using DeviceCluster.Sdk.Tests.Support;
using DeviceCluster.Simulator;

namespace DeviceCluster.Sdk.Tests.Sessions;

/// <summary>Logins that succeed, and those that do not: why, how far they came, what they cost.</summary>
[Collection(WithSdk.Name)]
public class LoginTests(SdkFixture fixture)
{
    [Fact]
    public async Task The_right_password_logs_in_and_the_device_tells_who_it_is()
    {
        var device = fixture.NewDevice();

        using var login = await fixture.LoginAsync(device);

        Assert.Equal(device.Serial, login.Facts.Serial);
        Assert.Equal(SdkFixture.Channels, login.Facts.Channels);
        Assert.NotEqual(0, login.Id);
        Assert.True(login.IsOnline());
        Assert.Equal((1, 1), (device.Facts.LoginPackets, device.Facts.LoginsAccepted));
    }

    [Fact]
    public async Task A_wrong_password_costs_one_try_and_the_device_tells_how_many_are_left()
    {
        var device = fixture.NewDevice();

        var refused = await SdkFixture.RefusedAsync(fixture.Sdk, fixture.Request(device, password: "wrong-password"));

        Assert.Equal((1, "NET_LOGIN_ERROR_PASSWORD", 0x80000064u), (refused.LoginError, refused.Name, refused.Code));
        Assert.Equal(LoginStage.Answered, refused.Stage);
        Assert.Equal(4, refused.AttemptsLeft);
        Assert.Null(refused.LockedFor);
        Assert.Equal(1, device.Facts.LoginPackets);
        Assert.DoesNotContain("wrong-password", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_device_than_the_expected_one_gets_no_password_and_is_named()
    {
        var device = fixture.NewDevice();

        var refused = await SdkFixture.RefusedAsync(fixture.Sdk, fixture.Request(device) with { ExpectedSerial = "OTHER01" });

        Assert.Equal((device.Serial, LoginStage.Challenged, 0), (refused.FoundSerial, refused.Stage, refused.LoginError));
        Assert.Equal("NETSDK_OPEN_ERROR_OTHER_DEVICE", refused.Name);
        Assert.Contains($"{device.Serial} in place of OTHER01", refused.Message, StringComparison.Ordinal);
        Assert.Equal((1, 0), (device.Facts.Challenges, device.Facts.LoginPackets));
    }

    [Fact]
    public async Task The_expected_device_logs_in_and_what_was_expected_holds_for_one_login()
    {
        var device = fixture.NewDevice();
        var request = fixture.Request(device);

        var serials = await Until.WithinLimit(() =>
        {
            Assert.Throws<LoginException>(() => fixture.Sdk.Login(request with { ExpectedSerial = "OTHER01" }));
            using var unasked = fixture.Sdk.Login(request);
            using var expected = fixture.Sdk.Login(request with { ExpectedSerial = device.Serial });
            return (unasked.Facts.Serial, expected.Facts.Serial);
        });

        Assert.Equal((device.Serial, device.Serial), serials);
        Assert.Equal(2, device.Facts.LoginPackets);
    }

    [Fact]
    public async Task A_refusal_of_the_expected_device_names_no_other()
    {
        var device = fixture.NewDevice();

        var refused = await SdkFixture.RefusedAsync(
            fixture.Sdk, fixture.Request(device, password: "wrong-password") with { ExpectedSerial = device.Serial });

        Assert.Equal((1, null), (refused.LoginError, refused.FoundSerial));
    }

    [Fact]
    public async Task An_expected_serial_number_that_the_library_would_cut_is_refused_before_anything_is_sent()
    {
        var device = fixture.NewDevice();

        var refused = await SdkFixture.RefusedAsync(fixture.Sdk, fixture.Request(device) with { ExpectedSerial = new string('S', 48) });

        Assert.Equal(("NET_ILLEGAL_PARAM", LoginStage.NotConnected), (refused.Name, refused.Stage));
        Assert.Equal(0, device.Facts.Challenges);
    }

    [Fact]
    public async Task A_user_that_does_not_exist_is_refused_as_such()
    {
        var device = fixture.NewDevice();

        var refused = await SdkFixture.RefusedAsync(fixture.Sdk, fixture.Request(device, user: "nobody"));

        Assert.Equal((2, LoginStage.Answered), (refused.LoginError, refused.Stage));
    }

    [Fact]
    public async Task A_locked_account_tells_for_how_long()
    {
        var device = fixture.NewDevice();
        device.Faults.Lock(TimeSpan.FromMinutes(5));

        var refused = await SdkFixture.RefusedAsync(fixture.Sdk, fixture.Request(device));

        Assert.Equal((5, "NET_LOGIN_ERROR_LOCKED"), (refused.LoginError, refused.Name));
        Assert.NotNull(refused.LockedFor);
        Assert.InRange(refused.LockedFor.Value, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
    }

    public static TheoryData<int> LoginErrors => [.. SdkErrors.OfLogins.Select(login => login.LoginError)];

    [Theory]
    [MemberData(nameof(LoginErrors))]
    public async Task A_refusal_keeps_its_number_and_gets_the_code_that_belongs_to_it(int loginError)
    {
        var device = fixture.NewDevice();
        device.Faults.RefuseLogin(loginError);

        var refused = await SdkFixture.RefusedAsync(fixture.Sdk, fixture.Request(device));

        Assert.Equal((loginError, SdkErrors.OfLogin(loginError), LoginStage.Answered), (refused.LoginError, refused.Code, refused.Stage));
    }

    [Theory]
    [InlineData(14)]
    [InlineData(21)]
    [InlineData(200)]
    public async Task A_refusal_that_nobody_knows_is_none_of_the_password(int number)
    {
        var device = fixture.NewDevice();
        device.Faults.RefuseLogin(number);

        var refused = await SdkFixture.RefusedAsync(fixture.Sdk, fixture.Request(device));

        Assert.Equal((255, "NET_ERROR", LoginStage.Answered), (refused.LoginError, refused.Name, refused.Stage));
    }

    [Fact]
    public async Task A_refused_port_is_told_before_any_password_left()
    {
        var closed = new TcpListener(IPAddress.Parse("127.21.200.1"), port: 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        var refused = await SdkFixture.RefusedAsync(fixture.Sdk, new LoginRequest("127.21.200.1", port, "admin", SdkFixture.Password));

        Assert.Equal((9, LoginStage.NotConnected), (refused.LoginError, refused.Stage));
        Assert.Null(refused.AttemptsLeft);
    }

    [Fact]
    public async Task A_port_that_says_nothing_is_given_up_before_any_password_left()
    {
        using var silent = new TcpListener(IPAddress.Parse("127.21.200.2"), port: 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;

        var refused = await SdkFixture.RefusedAsync(fixture.Sdk, new LoginRequest("127.21.200.2", port, "admin", SdkFixture.Password));

        Assert.Equal(LoginStage.Connected, refused.Stage);
    }

    [Fact]
    public async Task A_device_without_a_cable_is_given_up_without_a_connection()
    {
        var device = fixture.NewDevice();
        device.Faults.Unplug();

        var refused = await SdkFixture.RefusedAsync(fixture.Sdk, fixture.Request(device));

        Assert.Equal((9, LoginStage.NotConnected), (refused.LoginError, refused.Stage));
    }

    [Fact]
    public async Task A_device_that_does_not_answer_the_password_is_told_as_sent()
    {
        var device = fixture.NewDevice();
        device.Faults.AnswerLoginAfter(TimeSpan.FromMinutes(1));

        var refused = await SdkFixture.RefusedAsync(fixture.Sdk, fixture.Request(device));

        Assert.Equal((3, LoginStage.Sent), (refused.LoginError, refused.Stage));
        Assert.Equal(1, device.Facts.LoginPackets);
    }

    [Fact]
    public async Task Garbage_instead_of_an_answer_is_an_error_and_no_password_leaves()
    {
        var device = fixture.NewDevice();
        device.Faults.Garbage();

        var refused = await SdkFixture.RefusedAsync(fixture.Sdk, fixture.Request(device));

        Assert.True(refused.Stage <= LoginStage.Connected, $"came to {refused.Stage}");
        Assert.Equal(0, device.Facts.LoginPackets);
    }

    [Fact]
    public async Task A_host_name_that_nobody_knows_is_told_as_such()
    {
        var refused = await SdkFixture.RefusedAsync(
            fixture.Sdk, new LoginRequest("no-such-recorder.invalid", fixture.Port, "admin", SdkFixture.Password));

        Assert.Equal((9, LoginStage.NotConnected), (refused.LoginError, refused.Stage));
        Assert.Contains("host name", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_the_library_would_cut_is_refused_before_anything_is_sent()
    {
        var device = fixture.NewDevice();

        var refused = await SdkFixture.RefusedAsync(fixture.Sdk, fixture.Request(device, password: new string('x', 64)));

        Assert.Equal(("NET_ILLEGAL_PARAM", LoginStage.NotConnected), (refused.Name, refused.Stage));
        Assert.Equal(0, device.Facts.Challenges);
        Assert.DoesNotContain("xxxx", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_logins_at_once_come_to_their_own_devices()
    {
        List<VirtualDevice> devices = [.. Enumerable.Range(0, 8).Select(_ => fixture.NewDevice())];

        var logins = await Task.WhenAll(devices.Select(fixture.LoginAsync));

        Assert.Equal(devices.Select(d => d.Serial), logins.Select(l => l.Facts.Serial));
        await Task.WhenAll(logins.Select(l => Until.WithinLimit(l.Logout)));
        Assert.All(devices, d => Assert.Equal(1, d.Facts.LogoutsClean));
    }
}

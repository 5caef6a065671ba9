using DeviceCluster.Sdk.Discovery;
using DeviceCluster.Sdk.Initialisation;
using DeviceCluster.Sdk.Tests.Support;
using DeviceCluster.Simulator;

namespace DeviceCluster.Sdk.Tests.Initialisation;

/// <summary>Devices that have no password get one, and one only.</summary>
[Collection(WithSdk.Name)]
public class AccountCallsTests(SdkFixture fixture)
{
    private const string Password = "Gate-Pass-42";

    [Fact]
    public async Task A_device_gets_its_first_account_once_and_can_be_logged_in_to()
    {
        var device = fixture.NewBareDevice();
        var found = await FindAsync(device);

        await InitialiseAsync(new NewAccount(found.Mac, "admin", Password));
        var again = await Assert.ThrowsAsync<SdkException>(() => InitialiseAsync(new NewAccount(found.Mac, "admin", "Other-Pass-42")));
        using var login = await Until.WithinLimit(() => fixture.Sdk.Login(fixture.Request(device, Password)));

        Assert.False(found.Initialised);
        Assert.True((await FindAsync(device)).Initialised);
        Assert.Equal(("NET_ERROR_DEVICE_ALREADY_INIT", false), (again.Name, again.MayHaveArrived));
        Assert.Equal(device.Serial, login.Facts.Serial);
    }

    [Theory]
    [InlineData("Short-1", PasswordRule.TooShort)]
    [InlineData("onlyletters", PasswordRule.OneKind)]
    [InlineData("admin", PasswordRule.TooShort)]
    [InlineData("Pass-word-123", PasswordRule.Continuous)]
    [InlineData("my-Admin-42", PasswordRule.HasName)]
    [InlineData("Passs-word-42", PasswordRule.Repeated)]
    [InlineData("Pass word 42", PasswordRule.BadCharacter)]
    [InlineData("Much-too-long-for-any-recorder-4-2-9", PasswordRule.TooLong)]
    public async Task A_password_that_breaks_a_rule_is_refused_with_the_rule_and_nothing_is_sent(string password, PasswordRule rule)
    {
        // Nobody initialises this one.
        var device = fixture.Devices[^SdkFixture.Bare];
        var found = await FindAsync(device);

        var refused = await Assert.ThrowsAsync<PasswordRefusedException>(() => InitialiseAsync(new NewAccount(found.Mac, "admin", password)));

        Assert.Equal(rule, refused.Rule);
        Assert.DoesNotContain(password, refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, device.Facts.HttpRequests);
        Assert.False((await FindAsync(device)).Initialised);
    }

    [Fact]
    public async Task A_mac_that_nobody_has_is_told_in_time()
    {
        var nobody = await Assert.ThrowsAsync<SdkException>(
            () => Until.WithinLimit(() => fixture.Sdk.Initialise(new NewAccount("02:00:00:00:00:01", "admin", Password), local: null, TimeSpan.FromSeconds(1))));

        Assert.Equal(("NET_NETWORK_ERROR", false), (nobody.Name, nobody.MayHaveArrived));
    }

    [Fact]
    public void A_password_is_in_no_text_of_its_account() =>
        Assert.DoesNotContain("canary", $"{new NewAccount("02:00:00:00:00:01", "admin", "canary")}", StringComparison.Ordinal);

    private Task InitialiseAsync(NewAccount account) => Until.WithinLimit(() => fixture.Sdk.Initialise(account, local: null, TimeSpan.FromSeconds(10)));

    private async Task<FoundDevice> FindAsync(VirtualDevice device)
    {
        FoundDevice? found = null;
        await Until.TrueAsync(
            () =>
            {
                var search = fixture.Sdk.SearchAddresses([device.Address]);
                search.Run(TimeSpan.FromMilliseconds(500));
                return search.Found.TryRead(out found);
            },
            $"{device.Address} answers a search");
        return found!;
    }
}

using DeviceCluster.Sdk.Sessions;

namespace DeviceCluster.Sdk.Tests;

public class SdkErrorsTests
{
    [Fact]
    public void An_error_has_its_code_its_name_and_words()
    {
        var error = new SdkException("live view", 0x80000005);

        Assert.Equal("live view: the device refused to open the channel (NET_OPEN_CHANNEL_ERROR)", error.Message);
        Assert.Equal(("NET_OPEN_CHANNEL_ERROR", 0x80000005), (error.Name, error.Code));
    }

    [Fact]
    public void A_code_the_table_lacks_is_named_by_its_number() => Assert.Equal("0x80001234", new SdkException("x", 0x80001234).Name);

    [Theory]
    [InlineData(1, "NET_LOGIN_ERROR_PASSWORD")]
    [InlineData(5, "NET_LOGIN_ERROR_LOCKED")]
    [InlineData(9, "NET_LOGIN_ERROR_NETWORK")]
    [InlineData(10, "NET_LOGIN_ERROR_MAXCONNECT")]
    [InlineData(18, "NET_LOGIN_ERROR_DEVICE_NOT_INIT")]
    public void A_login_error_without_a_code_gets_the_one_that_belongs_to_it(int loginError, string name) =>
        Assert.Equal(name, SdkErrors.Of(SdkErrors.OfLogin(loginError)).Name);

    [Fact]
    public void A_password_is_in_no_text_of_its_request()
    {
        var request = new LoginRequest("10.0.0.1", 37777, "admin", "s3cret");

        Assert.Equal("LoginRequest { Host = 10.0.0.1, Port = 37777, User = admin }", request.ToString());
    }
}

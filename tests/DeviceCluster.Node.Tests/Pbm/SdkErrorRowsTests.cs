using DeviceCluster.Node.Pbm.Palettes;
using DeviceCluster.Sdk;

namespace DeviceCluster.Node.Tests.Pbm;

/// <summary>The numbers of a login's outcome are errors that can be looked up.</summary>
public class SdkErrorRowsTests
{
    [Theory]
    [InlineData("18", "NET_LOGIN_ERROR_DEVICE_NOT_INIT")]
    [InlineData("5", "NET_LOGIN_ERROR_LOCKED")]
    public void A_number_that_a_device_answers_a_login_with_is_found(string number, string name)
    {
        var row = Assert.Single(SdkErrorRows.Find(number), error => error.Name == name);

        Assert.Equal(number, SdkErrorRows.LoginOf(row));
    }

    [Fact]
    public void Every_outcome_of_a_login_is_found_by_its_number_and_once() => Assert.All(
        SdkErrors.OfLogins, login => Assert.Single(SdkErrorRows.Find($"{login.LoginError}"), error => error.Code == login.Error.Code));

    [Fact]
    public void What_is_no_outcome_of_a_login_has_no_number_of_one() => Assert.Equal("", SdkErrorRows.LoginOf(SdkErrors.Find("0x80000007")[0]));
}

using System.Globalization;
using System.Text.RegularExpressions;
using DeviceCluster.Sdk.Sessions;
using DeviceCluster.Sdk.Tests.Support;

namespace DeviceCluster.Sdk.Tests;

public partial class SdkErrorsTests
{
    [Fact]
    public void Every_code_of_the_header_is_in_the_table_with_its_name()
    {
        var header = Header().Select(line => Code().Match(line)).Where(m => m.Success)
            .ToDictionary(m => m.Groups[1].Value, m => uint.Parse(m.Groups[2].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

        Assert.Equal(466, header.Count);
        Assert.All(header, code => Assert.Equal(code.Key, SdkErrors.Of(code.Value).Name));
        Assert.Equal(header.Keys.Append("NET_ERROR").Append("NET_NOERROR").Order(), Named().Select(error => error.Name).Order());
    }

    [Fact]
    public void No_two_codes_have_the_same_words_and_none_has_the_name_for_words()
    {
        var words = Named().ToLookup(error => error.Words);

        Assert.All(words, same => Assert.Single(same));
        Assert.DoesNotContain(SdkErrors.All, error => error.Words.Length == 0 || error.Words.Contains('_', StringComparison.Ordinal));
    }

    [Fact]
    public void Every_outcome_of_a_login_has_an_error()
    {
        var numbers = Header().Select(line => LoginNumber().Match(line)).Where(m => m.Success)
            .Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture));

        Assert.Equal(numbers.Order(), SdkErrors.OfLogins.Select(login => login.LoginError));
    }

    [Fact]
    public void An_error_has_its_code_its_name_and_words()
    {
        var error = new SdkException("live view", 0x80000005);

        Assert.Equal("live view: the device refused to open the channel (NET_OPEN_CHANNEL_ERROR)", error.Message);
        Assert.Equal(("NET_OPEN_CHANNEL_ERROR", 0x80000005), (error.Name, error.Code));
    }

    [Theory]
    [InlineData("104", "NET_LOGIN_ERROR_LOCKED")]
    [InlineData("0x80000068", "NET_LOGIN_ERROR_LOCKED")]
    [InlineData("2147483752", "NET_LOGIN_ERROR_LOCKED")]
    [InlineData("net_login_error_locked", "NET_LOGIN_ERROR_LOCKED")]
    [InlineData("-1", "NET_ERROR")]
    public void An_error_is_found_by_its_number_its_code_or_its_name(string text, string name) =>
        Assert.Equal([name], SdkErrors.Find(text).Select(error => error.Name));

    [Fact]
    public void Errors_are_found_by_a_word_of_them()
    {
        var found = SdkErrors.Find("locked").Select(error => error.Name).ToArray();

        Assert.Contains("NET_LOGIN_ERROR_LOCKED", found);
        Assert.Empty(SdkErrors.Find("no such words"));
        Assert.Empty(SdkErrors.Find("0x12"));
    }

    [Fact]
    public void A_code_the_table_lacks_is_named_by_its_number() => Assert.Equal("0x80001234", new SdkException("x", 0x80001234).Name);

    [Theory]
    [InlineData(1, "NET_LOGIN_ERROR_PASSWORD")]
    [InlineData(5, "NET_LOGIN_ERROR_LOCKED")]
    [InlineData(9, "NET_LOGIN_ERROR_NETWORK")]
    [InlineData(10, "NET_LOGIN_ERROR_MAXCONNECT")]
    [InlineData(18, "NET_LOGIN_ERROR_DEVICE_NOT_INIT")]
    [InlineData(20, "NET_LOGIN_ERROR_DEVICE_ONLY_SUPPORT_HIGHLEVEL_SECURITY_LOGIN")]
    public void A_login_error_without_a_code_gets_the_one_that_belongs_to_it(int loginError, string name) =>
        Assert.Equal(name, SdkErrors.Of(SdkErrors.OfLogin(loginError)).Name);

    [Fact]
    public void A_password_is_in_no_text_of_its_request()
    {
        var request = new LoginRequest("10.0.0.1", 37777, "admin", "s3cret");

        Assert.Equal("LoginRequest { Host = 10.0.0.1, Port = 37777, User = admin }", request.ToString());
    }

    private static IEnumerable<SdkError> Named() => SdkErrors.All.Where(error => error.Name.StartsWith("NET_", StringComparison.Ordinal));

    private static string[] Header() => File.ReadAllLines(Path.Combine(TestFiles.HeaderFolder, "netsdk_errors.h"));

    [GeneratedRegex(@"^#define (NET_\w+) 0x(8[0-9A-F]{7})u")]
    private static partial Regex Code();

    [GeneratedRegex(@"^    NETSDK_LOGIN_ERROR_\w+ = (\d+)")]
    private static partial Regex LoginNumber();
}

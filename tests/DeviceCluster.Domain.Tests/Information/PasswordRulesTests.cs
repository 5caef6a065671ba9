using DeviceCluster.Domain.Information;

namespace DeviceCluster.Domain.Tests.Information;

/// <summary>The manual's rules for passwords.</summary>
public class PasswordRulesTests
{
    [Theory]
    [InlineData("Gr8!house#Blue")]
    [InlineData("kitchen7table")]
    [InlineData("a1b2c3d4")]
    [InlineData("Größe#und8")]
    public void A_password_that_keeps_them_breaks_none(string password) => Assert.Empty(PasswordRules.Broken("admin", password));

    [Theory]
    [InlineData("Gr8!h", "it has fewer than 8 characters")]
    [InlineData("kitchentable", "it has characters of one kind only")]
    [InlineData("my4Admin#x", "it has the account's name in it, forwards or backwards")]
    [InlineData("x7#nimda#y", "it has the account's name in it, forwards or backwards")]
    [InlineData("house#1235", "it has 3 characters that follow each other, as 123")]
    [InlineData("house#cba9", "it has 3 characters that follow each other, as 123")]
    [InlineData("house#aBc9", "it has 3 characters that follow each other, as 123")]
    [InlineData("house#7777", "it has the same character 3 times in a row")]
    public void The_rule_that_is_broken_is_told_and_nothing_else(string password, string broken) =>
        Assert.Equal([broken], PasswordRules.Broken("admin", password).AsEnumerable());

    [Fact]
    public void All_that_are_broken_are_told() => Assert.Equal(3, PasswordRules.Broken("admin", "111").Length);
}

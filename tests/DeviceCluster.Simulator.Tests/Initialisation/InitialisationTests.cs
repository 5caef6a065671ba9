using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Initialisation;
using DeviceCluster.Simulator.Tests.Wire;

namespace DeviceCluster.Simulator.Tests.Initialisation;

public class InitialisationTests
{
    private const string NewPassword = "N3w-and-long";

    [Theory]
    [InlineData("AES-128")]
    [InlineData("RPAC-256")]
    public async Task A_new_device_lets_nobody_in_takes_a_password_and_is_then_somebodys(string cipher)
    {
        await using var host = await Web.StartAsync(options => options with { Devices = 2, Uninitialised = 1 });
        using var web = Web.Of(host, device: 2, password: null);
        using var binary = await RawConnection.OpenAsync(host, device: 2);

        var status = await web.PostAsync("/OutsideCmd", "DevInit.getStatus");
        var before = await binary.LoginAsync();
        var json = await web.PostAsync("/RPC2_Login", "global.login", Web.Login(""));
        using var cgi = await web.GetAsync("/cgi-bin/magicBox.cgi?action=getSerialNo");
        var account = await web.PostAsync("/OutsideCmd", "DevInit.account", await SealAsync(web, cipher, $$"""{"name":"admin","pwd":"{{NewPassword}}","CellPhone":"","Mail":"a@b.c"}"""));
        var access = await web.PostAsync("/OutsideCmd", "DevInit.access", await SealAsync(web, cipher, """{"NetAccess":0,"UpgradeCheck":2}"""));
        var after = await binary.LoginAsync(NewPassword);
        var told = await web.PostAsync("/OutsideCmd", "DevInit.getStatus");

        Assert.Equal((1, 2), ((int)status["params"]!["Init"]! & 3, (int)told["params"]!["Init"]! & 3));
        Assert.Equal((0x01, 0x11), (before.Header[8], before.Header[9]));
        Assert.Equal(268632086, (int)json["error"]!["code"]!);
        Assert.Equal("Invalid Authority!\r\n", await cgi.Content.ReadAsStringAsync());
        Assert.Equal((true, true, 0), ((bool)account["result"]!, (bool)access["result"]!, (int)after.Header[8]));
    }

    [Theory]
    [InlineData("short1")]
    [InlineData("onlyletters")]
    [InlineData("12345678901")]
    [InlineData("with:colon1")]
    public async Task A_password_that_breaks_a_rule_is_refused_and_the_device_stays_new(string password)
    {
        await using var host = await Web.StartAsync(options => options with { Uninitialised = 1 });
        using var web = Web.Of(host, password: null);

        var account = await web.PostAsync("/OutsideCmd", "DevInit.account", await SealAsync(web, "RPAC-256", $$"""{"name":"admin","pwd":"{{password}}"}"""));

        Assert.Equal(268894211, (int)account["error"]!["code"]!);
        Assert.False(host.Devices[0].Logins.IsInitialised);
    }

    [Fact]
    public async Task A_device_that_is_somebodys_takes_no_first_password()
    {
        await using var host = await Web.StartAsync();
        using var web = Web.Of(host, password: null);

        var account = await web.PostAsync("/OutsideCmd", "DevInit.account", await SealAsync(web, "RPAC-256", $$"""{"name":"admin","pwd":"{{NewPassword}}"}"""));
        using var binary = await RawConnection.OpenAsync(host);

        Assert.False((bool)account["result"]!);
        Assert.Equal(0, (await binary.LoginAsync()).Header[8]);
    }

    [Theory]
    [InlineData("RPAC-256", "00", "AAAA")]
    [InlineData("RPAC-256", "zz", "AAAA")]
    [InlineData("none", "00", "AAAA")]
    public void An_envelope_that_is_none_opens_to_nothing(string cipher, string salt, string content) =>
        Assert.Null(InitEnvelope.Open(cipher, salt, content));

    /// <summary>As a client does it, by hand: RSA with its padding over big numbers, so that the device's own cipher is not its judge.</summary>
    private static async Task<JsonObject> SealAsync(Web web, string cipher, string text)
    {
        var offer = (string)(await web.PostAsync("/OutsideCmd", "Security.getEncryptInfo"))["params"]!["pub"]!;
        var parts = offer.Split([':', ',']);
        var (modulus, exponent) = (Unsigned(parts[1]), Unsigned(parts[3]));
        var key = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, cipher == "AES-128" ? 16 : 32).Select(i => (i * 7 % 10).ToString(CultureInfo.InvariantCulture))));

        var size = parts[1].Length / 2;
        var padding = Enumerable.Repeat((byte)0x5A, size - key.Length - 3);
        byte[] block = [0, 2, .. padding, 0, .. key];
        var salt = BigInteger.ModPow(new BigInteger(block, isUnsigned: true, isBigEndian: true), exponent, modulus)
            .ToByteArray(isUnsigned: true, isBigEndian: true);

        using var aes = Aes.Create();
        aes.Key = key;
        var plain = Encoding.UTF8.GetBytes(text);
        Array.Resize(ref plain, (plain.Length + 15) / 16 * 16);
        var content = cipher == "AES-128" ? aes.EncryptEcb(plain, PaddingMode.None) : aes.EncryptCbc(plain, Encoding.ASCII.GetBytes(new string('0', 16)), PaddingMode.None);
        return new JsonObject
        {
            ["cipher"] = cipher,
            ["salt"] = Convert.ToHexStringLower(salt).PadLeft(2 * size, '0'),
            ["content"] = Convert.ToBase64String(content),
        };
    }

    private static BigInteger Unsigned(string hex) => new(Convert.FromHexString(hex), isUnsigned: true, isBigEndian: true);
}

using System.Text;
using DeviceCluster.Simulator.Tests.Wire;

namespace DeviceCluster.Simulator.Tests.Login;

public class PlainLoginTests
{
    private const string Short = "short123";

    private static string Names(string user, string password) =>
        Convert.ToHexString(Encoding.Latin1.GetBytes(user.PadRight(8, '\0') + password.PadRight(8, '\0')));

    [Fact]
    public async Task Short_names_stand_in_the_header()
    {
        await using var host = await Fleet.StartAsync(options => options with { Password = Short });
        using var client = await RawConnection.OpenAsync(host);

        var reply = await client.AskAsync($"a0000060 00000000 {Names("admin", Short)} {RawLogin.PlainTrailer}");

        Assert.Equal("b0000058" + "00000000" + "0000" + "04" + "09", reply.HeaderHex[..24]);
        Assert.NotEqual(0u, reply.Number(16));
    }

    [Fact]
    public async Task Long_names_stand_behind_the_header()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);

        var reply = await client.AskAsync($"a0000060 00000000 {new string('0', 32)} 040203000001a1aa", $"admin&&{RawLogin.Password}");

        Assert.Equal(0, reply.Header[8]);
        Assert.Equal(1, host.Devices[0].Facts.OpenSessions);
    }

    [Theory]
    [InlineData("jürgen", "pä")]
    [InlineData("да", "нет")]
    public async Task Names_of_any_script_stand_in_the_header_as_utf8_and_behind_it(string user, string password)
    {
        await using var host = await Fleet.StartAsync(options => options with { User = user, Password = password });
        using var first = await RawConnection.OpenAsync(host);
        using var second = await RawConnection.OpenAsync(host);
        string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

        var header = await first.AskAsync($"a0000060 00000000 {Names(Bytes(user), Bytes(password))} {RawLogin.PlainTrailer}");
        var behind = await second.AskAsync($"a0000060 00000000 {new string('0', 32)} {RawLogin.PlainTrailer}", Bytes($"{user}&&{password}"));

        Assert.Equal((0, 0), (header.Header[8], behind.Header[8]));
    }

    [Theory]
    [InlineData("admin&&wrong", 0)]
    [InlineData("other&&S3cret-of-tests", 1)]
    [InlineData("admin", 0)]
    public async Task What_is_wrong_is_refused(string names, byte reason)
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);

        var reply = await client.AskAsync($"a0000060 00000000 {new string('0', 32)} {RawLogin.PlainTrailer}", names);

        Assert.Equal((1, reason), (reply.Header[8], reply.Header[9]));
        Assert.Equal(0, host.Devices[0].Facts.OpenSessions);
    }

    [Fact]
    public async Task The_encrypted_form_is_not_implemented_and_costs_no_try()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);

        var reply = await client.AskAsync("a0000000 00000000 0102030405060708 1112131415161718 050200010000a1aa");
        var wrong = await client.LoginAsync("wrong");

        Assert.Equal((0x01, 0x13), (reply.Header[8], reply.Header[9]));
        Assert.Equal(4, wrong.Header[28]);
    }
}

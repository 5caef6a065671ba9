using DeviceCluster.Simulator.Tests.Wire;

namespace DeviceCluster.Simulator.Tests.Login;

public class LoginLogTests
{
    [Fact]
    public async Task Every_login_attempt_is_one_line_without_a_secret_and_without_control_characters()
    {
        using var logs = new LogLines();
        await using var host = await Fleet.StartAsync(options => options with { Logs = logs });
        using var client = await RawConnection.OpenAsync(host);

        await client.LoginAsync("wrong");
        await client.LoginAsync(RawLogin.Password, "ad\r\nmin");
        await client.LoginAsync();

        var lines = logs.All.Where(line => line.StartsWith("login at SIM000100000001 127.20.0.1 by ", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, lines.Count);
        Assert.Contains("Refused wrong password (credential Wrong, Challenge)", lines[0], StringComparison.Ordinal);
        Assert.Contains("by ad??min from", lines[1], StringComparison.Ordinal);
        Assert.Contains("Accepted", lines[2], StringComparison.Ordinal);
        Assert.All(logs.All, line => Assert.DoesNotContain(RawLogin.Password, line, StringComparison.Ordinal));
        Assert.All(logs.All, line => Assert.DoesNotContain(line, char.IsControl));
    }
}

using System.Buffers.Binary;
using System.Text;
using DeviceCluster.Simulator.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Simulator.Tests.Dhip;

public class DhipTests
{
    [Fact]
    public async Task A_client_logs_in_by_challenge_and_calls_the_same_methods()
    {
        await using var host = await Web.StartAsync();
        using var client = await RawDhip.OpenAsync(host);

        var login = await client.LoginAsync();
        var serial = await client.CallAsync("magicBox.getSerialNo", id: 99);
        var header = client.Headers[^1];

        Assert.Equal((true, 60), ((bool)login["result"]!, (int)login["params"]!["keepAliveInterval"]!));
        Assert.Equal(("SIM000100000001", 99), ((string)serial["params"]!["sn"]!, (int)serial["id"]!));
        Assert.Equal((client.Session, 99u), (BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8)), BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(12))));
    }

    [Fact]
    public async Task Without_a_login_and_with_a_wrong_one_there_is_no_session()
    {
        await using var host = await Web.StartAsync();
        using var client = await RawDhip.OpenAsync(host);

        var stranger = await client.CallAsync("magicBox.getSerialNo");
        var wrong = await client.LoginAsync("wrong");
        var still = await client.CallAsync("magicBox.getSerialNo");

        Assert.Equal(287637504, (int)stranger["error"]!["code"]!);
        Assert.Equal(268632085, (int)wrong["error"]!["code"]!);
        Assert.Equal(287637504, (int)still["error"]!["code"]!);
    }

    [Fact]
    public async Task Long_requests_and_long_replies_come_in_packets()
    {
        await using var host = await Web.StartAsync(options => options with { Channels = 16 });
        using var client = await RawDhip.OpenAsync(host);
        await client.LoginAsync();
        client.Headers.Clear();

        await client.SendAsync("configManager.getConfig", """{"name":"Encode"}""", id: 5, packet: 11);
        var reply = await client.ReplyAsync();

        Assert.Equal(16, reply["params"]!["table"]!.AsArray().Count);
        Assert.InRange(client.Headers.Count, 2, 100);
    }

    [Fact]
    public async Task A_session_ends_with_its_connection_and_by_logout()
    {
        await using var host = await Web.StartAsync();
        var sessions = host.Devices[0].JsonSessions;
        using (var gone = await RawDhip.OpenAsync(host))
            await gone.LoginAsync();

        await Limit.UntilAsync(() => sessions.Count == 0, "the session ends");
        using var client = await RawDhip.OpenAsync(host);
        await client.LoginAsync();
        var open = sessions.Count;
        await client.CallAsync("global.logout");

        Assert.Equal((1, 0), (open, sessions.Count));
        Assert.Equal(287637504, (int)(await client.CallAsync("magicBox.getSerialNo"))["error"]!["code"]!);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: somebody\r\n\r\n....")]
    [InlineData("\x20\0\0\0DHIP\0\0\0\0\0\0\0\0\xFF\xFF\xFF\x7F\0\0\0\0\xFF\xFF\xFF\x7F\0\0\0\0")]
    [InlineData("\x20\0\0\0DHIP\0\0\0\0\0\0\0\0\x10\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0")]
    public async Task What_is_no_such_protocol_or_too_long_is_hung_up_on(string bytes)
    {
        await using var host = await Web.StartAsync();
        using var client = await RawDhip.OpenAsync(host);

        await client.Connection.SendAsync(Encoding.Latin1.GetBytes(bytes));

        Assert.True(await client.Connection.EndsByResetAsync());
        Assert.Equal(1, host.Devices[0].Facts.BadMessages);
    }

    [Fact]
    public async Task Who_does_not_log_in_is_hung_up_on()
    {
        var clock = new FakeTimeProvider();
        await using var host = await Web.StartAsync(options => options with { Time = clock });
        using var client = await RawDhip.OpenAsync(host);
        await Limit.UntilAsync(() => host.Devices[0].Links.All().Length == 1, "the connection is the device's");

        // The wait begins a moment after the connection is taken.
        await Limit.UntilAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(31));
                return host.Devices[0].Links.All().Length == 0;
            },
            "the connection is ended");

        await Assert.ThrowsAnyAsync<Exception>(() => client.Connection.ReadAsync(1));
    }

    [Fact]
    public async Task A_mute_device_reads_and_says_nothing()
    {
        await using var host = await Web.StartAsync();
        using var client = await RawDhip.OpenAsync(host);
        await client.LoginAsync();

        host.Devices[0].Faults.Mute();
        await client.SendAsync("magicBox.getSerialNo");

        Assert.True(await client.Connection.StaysSilentAsync(TimeSpan.FromMilliseconds(200)));
    }
}

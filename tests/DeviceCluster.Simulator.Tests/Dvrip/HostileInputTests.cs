using DeviceCluster.Simulator.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Simulator.Tests.Dvrip;

public class HostileInputTests
{
    [Theory]
    [InlineData("474554202f20485454502f312e310d0a")]           // an HTTP request
    [InlineData("a0050060ffffffff")]                           // 4 GiB announced
    [InlineData("f6000000ffff0000")]                           // more than a stranger may send
    [InlineData("00000000000000000000000000000000")]
    public async Task What_is_no_message_is_reset_and_counted(string start)
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);
        var header = new byte[32];
        Convert.FromHexString(start).CopyTo(header, 0);

        await client.SendAsync(header);

        Assert.True(await client.EndsByResetAsync());
        Assert.Equal(1, host.Devices[0].Facts.BadMessages);
    }

    [Fact]
    public async Task Random_bytes_to_one_device_harm_no_other()
    {
        await using var host = await Fleet.StartAsync(options => options with { Devices = 2 });
        using var good = await RawLogin.LoggedInAsync(host, device: 2);
        using var live = await LiveView.StartAsync(host, good, device: 2);
        var random = new Random(7);

        for (var i = 0; i < 200; i++)
        {
            using var bad = await RawConnection.OpenAsync(host);
            var bytes = new byte[random.Next(1, 3000)];
            random.NextBytes(bytes);
            // Half of them get past the first byte.
            bytes[0] = i % 2 == 0 ? (byte)random.Next(256) : (byte[])[0xA0, 0xF4, 0xF6, 0x11, 0xF1, 0xA4, 0x0A] is var starts ? starts[i % starts.Length] : default;
            await Ignore(() => bad.SendAsync(bytes));
        }

        var frames = (await live.FramesAsync(30)).Where(frame => frame.IsVideo).ToList();
        Assert.Equal(Enumerable.Range(0, frames.Count), frames.Select(frame => (int)frame.Sequence));
        await Limit.UntilAsync(() => host.Devices[0].Facts.OpenConnections == 0, "the end of all bad connections");
        using var next = await RawLogin.LoggedInAsync(host);
        Assert.Equal(0, host.Devices[1].Facts.BadMessages);
    }

    [Fact]
    public async Task Every_command_survives_random_contents_in_a_session()
    {
        await using var host = await Fleet.StartAsync();
        var random = new Random(11);
        byte[] commands = [0xA0, 0xA1, 0xA3, 0xA4, 0xA8, 0xF1, 0xF4, 0xF6, 0x11, 0x68, 0x83];

        for (var i = 0; i < 300; i++)
        {
            using var client = await RawLogin.LoggedInAsync(host);
            var message = new byte[32 + random.Next(0, 200)];
            random.NextBytes(message);
            message[0] = commands[i % commands.Length];
            BitConverter.GetBytes(message.Length - 32).CopyTo(message, 4);
            await Ignore(() => client.SendAsync(message));
        }

        await Limit.UntilAsync(() => host.Devices[0].Facts.OpenSessions == 0, "the end of all sessions");
        using var next = await RawLogin.LoggedInAsync(host);
    }

    [Fact]
    public async Task A_message_that_dribbles_in_is_cut_off()
    {
        var time = new FakeTimeProvider();
        await using var host = await Fleet.StartAsync(options => options with { Time = time });
        using var client = await RawConnection.OpenAsync(host);
        await client.AskAsync("a1000000");

        await client.SendAsync([0xA1, 0, 0]);
        await AdvanceUntilAsync(time, () => host.Devices[0].Facts.BadMessages == 1);

        Assert.True(await client.EndsByResetAsync());
    }

    [Fact]
    public async Task Whoever_connects_and_does_not_log_in_is_hung_up_on()
    {
        var time = new FakeTimeProvider();
        await using var host = await Fleet.StartAsync(options => options with { Time = time });
        using var client = await RawConnection.OpenAsync(host);
        await Limit.UntilAsync(() => host.Devices[0].Facts.OpenConnections == 1, "the connection");

        await AdvanceUntilAsync(time, () => host.Devices[0].Facts.OpenConnections == 0);

        Assert.True(await client.EndsByResetAsync());
    }

    [Fact]
    public async Task A_device_takes_so_many_connections_and_no_more()
    {
        await using var host = await Fleet.StartAsync(options => options with { Devices = 2 });
        var taken = new List<RawConnection>();
        try
        {
            for (var i = 0; i < 512; i++)
                taken.Add(await RawConnection.OpenAsync(host));

            await Limit.UntilAsync(() => host.Devices[0].Facts.OpenConnections == 512, "all connections");

            Assert.True(await RawConnection.IsResetAtOnceAsync(host.Devices[0].Address, host.DvripPort));
            using var other = await RawLogin.LoggedInAsync(host, device: 2);
        }
        finally
        {
            taken.ForEach(connection => connection.Dispose());
        }
    }

    [Fact]
    public async Task Messages_may_come_byte_by_byte_and_all_at_once()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);
        client.Socket.NoDelay = true;

        foreach (var one in RawConnection.Message(RawLogin.RealmRequest))
            await client.SendAsync([one]);

        var challenge = await client.ReceiveAsync();
        await client.SendAsync([.. RawConnection.Message(RawLogin.LoginRequest, RawLogin.Extension(challenge)), .. RawConnection.Message("a1000000")]);

        Assert.Equal(0xB0, (await client.ReceiveAsync()).Command);
        Assert.Equal(0xB1, (await client.ReceiveAsync()).Command);
    }

    /// <summary>The clock moves on until the device has acted; how far is the device's affair.</summary>
    private static Task AdvanceUntilAsync(FakeTimeProvider time, Func<bool> done) => Limit.UntilAsync(() =>
    {
        time.Advance(TimeSpan.FromSeconds(1));
        return done();
    }, "the device's patience to end");

    /// <summary>The device may hang up while it is still being written to.</summary>
    private static async Task Ignore(Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (System.Net.Sockets.SocketException e) when (e.SocketErrorCode is System.Net.Sockets.SocketError.ConnectionReset or System.Net.Sockets.SocketError.Shutdown)
        {
            // As expected of it.
        }
    }
}

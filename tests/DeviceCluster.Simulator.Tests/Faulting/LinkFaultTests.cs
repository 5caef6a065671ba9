using System.Net.Sockets;
using DeviceCluster.Simulator.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Simulator.Tests.Faulting;

public class LinkFaultTests
{
    private const int TcpLevel = 6, UserTimeout = 18;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task A_connect_to_an_unplugged_device_gets_no_answer_and_the_others_are_not_touched()
    {
        await using var host = await Fleet.StartAsync(options => options with { Devices = 2 });
        host.Devices[0].Faults.Unplug();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var patience = new CancellationTokenSource(Look);

        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await socket.ConnectAsync(host.Devices[0].Address, host.DvripPort, patience.Token));

        using var other = await RawLogin.LoggedInAsync(host, device: 2);
        Assert.Equal(0, host.Devices[0].Facts.OpenConnections);
    }

    [Fact]
    public async Task What_is_sent_to_an_unplugged_device_is_not_acknowledged()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);
        client.Socket.SetRawSocketOption(TcpLevel, UserTimeout, BitConverter.GetBytes(500));

        host.Devices[0].Faults.Unplug();
        await client.SendAsync("a1000000");
        var error = await Assert.ThrowsAsync<SocketException>(() => client.ReceiveAsync());

        Assert.Equal(SocketError.TimedOut, error.SocketErrorCode);
        Assert.Equal(0, host.Devices[0].Facts.KeepAlives);
        Assert.Equal(1, host.Devices[0].Facts.OpenSessions);
    }

    [Fact]
    public async Task A_stream_falls_silent_when_the_cable_is_pulled_and_goes_on_when_it_is_back()
    {
        await using var host = await Fleet.StartAsync();
        using var control = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, control);
        await live.FramesAsync(5);

        host.Devices[0].Faults.Unplug();
        var sent = host.Devices[0].Facts.FramesSent;
        host.Devices[0].Faults.Plug();
        await control.AskAsync("a1000000");
        await Limit.UntilAsync(() => host.Devices[0].Facts.FramesSent > sent + 5, "more frames");

        var frames = (await live.FramesAsync(10)).Where(frame => frame.IsVideo).ToList();
        Assert.Equal(Enumerable.Range((int)frames[0].Sequence, frames.Count), frames.Select(frame => (int)frame.Sequence));
    }

    [Fact]
    public async Task A_device_that_was_unplugged_too_long_has_ended_its_sessions()
    {
        var time = new FakeTimeProvider();
        await using var host = await Fleet.StartAsync(options => options with { Time = time });
        using var client = await RawLogin.LoggedInAsync(host);

        host.Devices[0].Faults.Unplug();
        time.Advance(TimeSpan.FromSeconds(62));
        var sessions = host.Devices[0].Facts.OpenSessions;
        host.Devices[0].Faults.Plug();
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(0, sessions);
        Assert.True(await client.EndsByResetAsync());
        using var again = await RawLogin.LoggedInAsync(host);
    }

    [Fact]
    public async Task A_mute_device_accepts_and_says_nothing_but_sees_the_login()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);
        var challenge = await client.AskAsync(RawLogin.RealmRequest);
        host.Devices[0].Faults.Mute();

        await client.SendAsync(RawLogin.LoginRequest, RawLogin.Extension(challenge));
        await Limit.UntilAsync(() => host.Devices[0].Facts.LoginPackets == 1, "the login packet");
        using var another = await RawConnection.OpenAsync(host);
        await another.SendAsync(RawLogin.RealmRequest);

        Assert.True(await client.StaysSilentAsync(Look));
        Assert.True(await another.StaysSilentAsync(Look));
        Assert.Equal((LoginOutcome.Unanswered, ProvedCredential.Current),
            (host.Devices[0].Facts.Attempts[0].Outcome, host.Devices[0].Facts.Attempts[0].Credential));
    }

    [Fact]
    public async Task A_half_open_connection_hears_nothing_more_while_a_new_one_works()
    {
        await using var host = await Fleet.StartAsync();
        using var old = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, old);
        await live.FramesAsync(1);

        host.Devices[0].Faults.HalfOpen();
        await old.SendAsync("a1000000");
        using var fresh = await RawLogin.LoggedInAsync(host);

        Assert.True(await old.StaysSilentAsync(Look));
        Assert.Equal(0xB1, (await fresh.AskAsync("a1000000")).Command);
        Assert.Equal((1, 0), (host.Devices[0].Facts.OpenSessions, host.Devices[0].Facts.OpenStreams));
    }

    [Fact]
    public async Task Power_off_resets_what_is_open_and_what_comes()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, client);

        host.Devices[0].Faults.PowerOff();

        Assert.True(await client.EndsByResetAsync());
        Assert.True(await live.Media.EndsByResetAsync());
        Assert.True(await RawConnection.IsResetAtOnceAsync(host.Devices[0].Address, host.DvripPort));
    }

    [Fact]
    public async Task A_reboot_takes_its_time_and_leaves_no_session()
    {
        var time = new FakeTimeProvider();
        await using var host = await Fleet.StartAsync(options => options with { Time = time });
        using var client = await RawLogin.LoggedInAsync(host);
        var before = host.Devices[0].BootedAt;

        host.Devices[0].Faults.Reboot(TimeSpan.FromSeconds(30));
        var reset = await client.EndsByResetAsync();
        time.Advance(TimeSpan.FromSeconds(29));
        var still = host.Devices[0].Faults.PoweredOff;
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(reset && still);
        Assert.False(host.Devices[0].Faults.PoweredOff);
        using var again = await RawLogin.LoggedInAsync(host);
        Assert.Equal(TimeSpan.FromSeconds(30), host.Devices[0].BootedAt - before);
    }

    [Fact]
    public async Task A_device_that_loses_its_power_while_it_reboots_stays_off()
    {
        var time = new FakeTimeProvider();
        await using var host = await Fleet.StartAsync(options => options with { Time = time });
        var faults = host.Devices[0].Faults;

        faults.Reboot(TimeSpan.FromSeconds(30));
        faults.PowerOff();
        time.Advance(TimeSpan.FromSeconds(31));
        var still = faults.PoweredOff;
        faults.Reboot(TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.True(still);
        Assert.False(faults.PoweredOff);
    }

    [Fact]
    public async Task A_stream_can_be_cut_in_the_middle_of_a_frame()
    {
        await using var host = await Fleet.StartAsync();
        using var control = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, control);
        await live.FramesAsync(1);

        host.Devices[0].Faults.CutMidFrame();

        var error = await Assert.ThrowsAnyAsync<Exception>(() => live.FramesAsync(1000));
        Assert.True(error is SocketException { SocketErrorCode: SocketError.ConnectionReset }, error.ToString());
        var half = live.Unread;
        Assert.True(half.AsSpan().StartsWith("DHAV"u8), $"{half.Length} bytes of the last frame");
        Assert.InRange(half.Length, 24, BitConverter.ToInt32(half, 12) - 1);
        Assert.Equal(0xB1, (await control.AskAsync("a1000000")).Command);
    }

    [Fact]
    public async Task A_babbling_device_answers_with_something_else_until_it_is_healed()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);
        host.Devices[0].Faults.Garbage();

        await client.SendAsync(RawLogin.RealmRequest);
        var noise = await client.ReadAsync(40);
        host.Devices[0].Faults.Heal();

        Assert.NotEqual(0xB0, noise[0]);
        using var good = await RawLogin.LoggedInAsync(host);
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_device()
    {
        var challenges = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            await using var host = await Fleet.StartAsync(options => options with { Seed = 42 });
            using var client = await RawConnection.OpenAsync(host);
            challenges.Add((await client.AskAsync(RawLogin.RealmRequest)).Text);
        }

        Assert.Equal(challenges[0], challenges[1]);
        Assert.StartsWith("Realm:Login to SIM002A", challenges[0], StringComparison.Ordinal);
    }
}

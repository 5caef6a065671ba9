using DeviceCluster.Simulator.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DeviceCluster.Simulator.Tests.Dvrip;

public class ConversationTests
{
    private const string Zeros16 = "00000000000000000000000000000000";

    [Fact]
    public async Task A_keep_alive_is_answered_to_the_byte()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var reply = await client.AskAsync("a1000000");

        Assert.Equal("b100006800000000" + Zeros16 + "0000000000000000", reply.HeaderHex);
        Assert.Equal(1, host.Devices[0].Facts.KeepAlives);
    }

    [Fact]
    public async Task A_logout_ends_the_session_and_its_streams()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);
        using var live = await LiveView.StartAsync(host, client);
        var session = Convert.ToHexString(BitConverter.GetBytes(host.Devices[0].OpenSessionIds().Single())).ToLowerInvariant();

        var reply = await client.AskAsync($"0a000000 00000000 {session}");
        await live.Media.EndsByResetAsync();

        Assert.Equal($"0b00006800000000{session}", reply.HeaderHex[..24]);
        var facts = host.Devices[0].Facts;
        Assert.Equal((1, 0, 0, 0), (facts.LogoutsClean, facts.OpenSessions, facts.OpenStreams, facts.SessionsAborted));
    }

    [Fact]
    public async Task A_logout_of_another_session_ends_nothing()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        await client.AskAsync("0a000000 00000000 01000000");

        Assert.Equal(1, host.Devices[0].Facts.OpenSessions);
    }

    [Fact]
    public async Task A_session_that_is_not_heard_is_ended_and_one_that_keeps_alive_is_not()
    {
        var time = new FakeTimeProvider();
        await using var host = await Fleet.StartAsync(options => options with { Time = time, SessionTimeout = TimeSpan.FromSeconds(60) });
        using var quiet = await RawLogin.LoggedInAsync(host);
        using var alive = await RawLogin.LoggedInAsync(host);

        for (var i = 0; i < 7; i++)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await alive.AskAsync("a1000000");
        }

        Assert.True(await quiet.EndsByResetAsync());
        Assert.Equal((1, 1), (host.Devices[0].Facts.SessionsTimedOut, host.Devices[0].Facts.OpenSessions));
    }

    [Theory]
    [InlineData("a4000000 00000000 07", "SIM000100000001")]
    [InlineData("a4000000 00000000 0b", "DHI-NVR4104HS")]
    [InlineData("a4000000 00000000 02", "1")]
    [InlineData("a4000000 00000000 63", "")]
    public async Task System_information_is_text_and_the_item_is_echoed(string question, string expected)
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var reply = await client.AskAsync(question);

        Assert.Equal((0xB4, expected), (reply.Command, reply.Text));
        Assert.Equal(question[18..20], reply.HeaderHex[16..18]);
    }

    [Fact]
    public async Task The_channel_count_is_the_third_byte_of_item_one()
    {
        await using var host = await Fleet.StartAsync(options => options with { Channels = 9 });
        using var client = await RawLogin.LoggedInAsync(host);

        var reply = await client.AskAsync("a4000000 00000000 01");

        Assert.Equal(9, reply.Extension[2]);
    }

    [Fact]
    public async Task Channel_names_are_joined_by_two_ampersands()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawLogin.LoggedInAsync(host);

        var reply = await client.AskAsync("a8000000 00000000 00");

        Assert.Equal((0xB8, "CAM 1&&CAM 2&&CAM 3&&CAM 4"), (reply.Command, reply.Text));
    }

    [Fact]
    public async Task A_question_without_a_login_gets_no_answer()
    {
        await using var host = await Fleet.StartAsync();
        using var client = await RawConnection.OpenAsync(host);

        await client.SendAsync("a4000000 00000000 07");
        var next = await client.AskAsync("a1000000");

        Assert.Equal(0xB1, next.Command);
    }
}

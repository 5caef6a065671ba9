using System.Net;
using System.Net.Sockets;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors.Tests.Live;

/// <summary>What is no answer of an owner is never shown, and is told in words.</summary>
public sealed class RelayAnswerTests : RelayFixture
{
    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        await using var owner = ScriptedOwner.Start(async to =>
        {
            await to.SendAsync("HTTP/1.1 200 OK\r\n");
            while (true)
                await to.SendAsync($"X-Endless: {new string('x', 100)}\r\n");
        });
        OwnedBy(owner);

        var absent = await FindNoneAsync();

        Assert.Contains("no answer that can be read", absent.Why, StringComparison.Ordinal);
        await Limits.UntilAsync(() => owner.Open == 0);
        await UntilAllIsGivenBackAsync(RelayEndKind.Unreachable);
    }

    [Fact]
    public async Task Headers_that_do_not_come_are_given_up()
    {
        await using var owner = ScriptedOwner.Start(_ => Task.CompletedTask);
        OwnedBy(owner);
        var finding = FindNoneAsync();

        await PassUntilAsync(() => finding.IsCompleted);

        Assert.Contains("no answer in time", (await finding).Why, StringComparison.Ordinal);
        await Limits.UntilAsync(() => owner.Open == 0);
        await UntilAllIsGivenBackAsync(RelayEndKind.Unreachable);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = ScriptedOwner.Sending(LetterFrames.Stream("K"));
        await using var owner = ScriptedOwner.Start(to => to.SendAsync($"HTTP/1.1 302 Found\r\nLocation: {elsewhere.Base}\r\nContent-Length: 0\r\n\r\n"));
        OwnedBy(owner);

        var absent = await FindNoneAsync();

        Assert.Contains("is no node of this cluster", absent.Why, StringComparison.Ordinal);
        Assert.Contains("DeviceCluster:Http:NodeUrl", absent.Remedy, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
        await UntilAllIsGivenBackAsync(RelayEndKind.Misdirected);
    }

    [Theory]
    [InlineData("404 Not Found", "Ended", LiveAbsence.Ended, "has ended", "open the live view again")]
    [InlineData("421 Misdirected Request", "Misdirected", LiveAbsence.Unreachable, "leads to another node", "DeviceCluster:Http:NodeUrl")]
    [InlineData("403 Forbidden", "Forbidden", LiveAbsence.Unreachable, "tickets", "DeviceCluster:Keys:Media")]
    [InlineData("401 Unauthorized", "Forbidden", LiveAbsence.Unreachable, "tickets", "DeviceCluster:Keys:Media")]
    [InlineData("503 Service Unavailable", "Refused", LiveAbsence.Busy, "as many viewers", "later")]
    [InlineData("500 Internal Server Error", "Unreachable", LiveAbsence.Unreachable, "answered 500", "open the live view again")]
    [InlineData("200 OK", "Misdirected", LiveAbsence.Unreachable, "something else than frames", "DeviceCluster:Http:NodeUrl")]
    public async Task What_the_owner_refuses_is_told_in_words(string status, string kind, LiveAbsence absence, string why, string remedy)
    {
        await using var owner = ScriptedOwner.Start(
            to => to.SendAsync($"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nX-DeviceCluster-Hop: 1\r\nContent-Length: 4\r\n\r\nwhat"));
        OwnedBy(owner);

        var absent = await FindNoneAsync();

        Assert.Equal(absence, absent.Kind);
        Assert.Contains(why, absent.Why, StringComparison.Ordinal);
        Assert.Contains(remedy, absent.Remedy, StringComparison.Ordinal);
        await UntilAllIsGivenBackAsync(Enum.Parse<RelayEndKind>(kind));
    }

    [Fact]
    public async Task What_is_no_node_is_not_read_even_when_it_sends_frames()
    {
        await using var owner = ScriptedOwner.Start(async to =>
        {
            await to.SendAsync(ScriptedOwner.Head.Replace("X-DeviceCluster-Hop: 1\r\n", "", StringComparison.Ordinal));
            await to.ChunkAsync(LetterFrames.Stream("K"));
        });
        OwnedBy(owner);

        Assert.Contains("is no node of this cluster", (await FindNoneAsync()).Why, StringComparison.Ordinal);

        await UntilAllIsGivenBackAsync(RelayEndKind.Misdirected);
    }

    [Fact]
    public async Task A_packed_body_is_not_read()
    {
        await using var owner = ScriptedOwner.Start(
            to => to.SendAsync(ScriptedOwner.Head.Replace("Transfer", "Content-Encoding: gzip\r\nTransfer", StringComparison.Ordinal)));
        OwnedBy(owner);

        Assert.Contains("something else than frames", (await FindNoneAsync()).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_speaks_no_http_is_refused()
    {
        await using var owner = ScriptedOwner.Start(to => to.SendAsync("SSH-2.0-OpenSSH_9.2\r\n\r\n"));
        OwnedBy(owner);

        Assert.Contains("no answer that can be read", (await FindNoneAsync()).Why, StringComparison.Ordinal);

        await UntilAllIsGivenBackAsync(RelayEndKind.Unreachable);
    }

    [Fact]
    public async Task An_owner_that_is_not_there_is_told_without_its_address()
    {
        var port = FreePort();
        OnFind = _ => Offer($"http://127.0.0.1:{port}/x");

        var absent = await FindNoneAsync();

        Assert.Equal((LiveAbsence.Unreachable, "the node that owns the device cannot be reached"), (absent.Kind, absent.Why));
        await UntilAllIsGivenBackAsync(RelayEndKind.Unreachable);
        Assert.Contains(Logs, log => log.Contains($"127.0.0.1:{port}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/media/live")]
    [InlineData("")]
    public async Task An_offer_without_a_link_of_http_is_refused(string url)
    {
        OnFind = _ => Offer(url);

        Assert.Contains("no address", (await FindNoneAsync()).Why, StringComparison.Ordinal);

        await UntilAllIsGivenBackAsync(RelayEndKind.Misdirected);
    }

    [Theory]
    [InlineData(RefusalCode.Offline, LiveAbsence.Ended, "the live view has ended")]
    [InlineData(RefusalCode.NotEnrolled, LiveAbsence.Ended, "the live view has ended")]
    [InlineData(RefusalCode.Moving, LiveAbsence.Busy, "the words of the entity")]
    public async Task What_the_device_refuses_is_told_and_nobody_is_asked(RefusalCode code, LiveAbsence absence, string why)
    {
        OnFind = _ => new LiveReply.Refused(code, "the words of the entity", "a remedy");

        var absent = await FindNoneAsync();

        Assert.Equal((absence, why), (absent.Kind, absent.Why));
        await Limits.UntilAsync(() => Parts.Relays.Open == 0);
    }

    [Fact]
    public async Task A_device_that_gives_no_answer_is_given_up()
    {
        Settings = Settings with { Relay = Settings.Relay with { Find = TimeSpan.FromMilliseconds(100) } };

        var absent = await FindNoneAsync();

        Assert.Equal(LiveAbsence.Unreachable, absent.Kind);
        Assert.Contains("device gate gave no answer", absent.Why, StringComparison.Ordinal);
        await UntilAllIsGivenBackAsync(RelayEndKind.Unreachable);
    }

    [Fact]
    public async Task No_ticket_is_ever_logged()
    {
        foreach (var head in (string[])["HTTP/1.1 421 Misdirected Request\r\nX-DeviceCluster-Hop: 1\r\nContent-Length: 0\r\n\r\n", "nonsense\r\n\r\n"])
        {
            await using var owner = ScriptedOwner.Start(to => to.SendAsync(head));
            OwnedBy(owner);
            await FindNoneAsync();
            await Limits.UntilAsync(() => Parts.Relays.Open == 0);
        }

        OnFind = _ => Offer($"http://127.0.0.1:{FreePort()}/media?token={Token}");
        await FindNoneAsync();
        await Limits.UntilAsync(() => Logs.Count(log => log.Contains("ends:", StringComparison.Ordinal)) == 3);

        Assert.DoesNotContain(Logs, log => log.Contains(Token, StringComparison.Ordinal) || log.Contains("/media", StringComparison.Ordinal));
    }

    private static int FreePort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }
}

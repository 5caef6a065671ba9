using System.Net;
using System.Net.Sockets;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;

namespace DeviceCluster.Actors.Tests.Live;

/// <summary>Whatever the other end does, a relay ends with words, its viewers with it, and every slab comes back.</summary>
public sealed class RelayFaultTests : RelayFixture
{
    [Fact]
    public async Task An_owner_that_dies_in_the_middle_of_a_frame_cuts_the_viewers_and_gives_no_half_frame()
    {
        var go = new SemaphoreSlim(0);
        await using var owner = ScriptedOwner.Start(async to =>
        {
            await to.SendAsync(ScriptedOwner.Head);
            await to.ChunkAsync([.. LetterFrames.Stream("Kd"), .. LetterFrames.Of('d', 2)[..20]]);
            await go.WaitAsync(to.Ending);
            to.Reset();
        });
        OwnedBy(owner);

        await using (var viewer = await WatchAsync())
        {
            go.Release();
            Assert.Equal([0, 1], await ReadAsync(viewer));
            Assert.Equal(ViewerEnd.StreamFailed, viewer.Completed);
        }

        await UntilAllIsGivenBackAsync(RelayEndKind.Cut);
    }

    [Fact]
    public async Task A_body_that_ends_in_the_middle_of_a_frame_is_a_cut_not_an_end()
    {
        var go = new SemaphoreSlim(0);
        await using var owner = ScriptedOwner.Start(async to =>
        {
            await to.SendAsync(ScriptedOwner.Head);
            await to.ChunkAsync([.. LetterFrames.Stream("K"), .. LetterFrames.Of('d', 1)[..^1]]);
            await go.WaitAsync(to.Ending);
            await to.FinishAsync();
        });
        OwnedBy(owner);

        await using (var viewer = await WatchAsync())
        {
            go.Release();
            Assert.Equal([0], await ReadAsync(viewer));
            Assert.Equal(ViewerEnd.StreamFailed, viewer.Completed);
        }

        await UntilAllIsGivenBackAsync(RelayEndKind.Cut);
    }

    [Fact]
    public async Task Garbage_between_frames_is_passed_over_and_counted()
    {
        byte[] garbage = [.. "DHAV"u8, .. new byte[300]];
        await using var owner = ScriptedOwner.Sending([.. garbage, .. LetterFrames.Stream("Kd"), .. garbage, .. LetterFrames.Of('d', 2)], chunk: 50);
        OwnedBy(owner);

        await using var viewer = await WatchAsync();

        Assert.Equal([0, 1, 2], await ReadAsync(viewer, most: 3));
        Assert.Equal(2 * garbage.Length, Parts.Relays.Garbage);
    }

    [Fact]
    public async Task Garbage_without_end_ends_the_relay()
    {
        Settings = Settings with { Relay = Settings.Relay with { MaxFrameBytes = 20_000 } };
        await using var owner = ScriptedOwner.Start(async to =>
        {
            await to.SendAsync(ScriptedOwner.Head);
            while (true)
                await to.ChunkAsync(new byte[10_000]);
        });
        OwnedBy(owner);

        var absent = await FindNoneAsync();

        Assert.Equal(LiveAbsence.Unreachable, absent.Kind);
        Assert.Contains("were no frames", absent.Why, StringComparison.Ordinal);
        await Limits.UntilAsync(() => owner.Open == 0);
        await UntilAllIsGivenBackAsync(RelayEndKind.Garbage);
    }

    [Fact]
    public async Task A_frame_longer_than_allowed_is_garbage_and_costs_itself_alone()
    {
        Settings = Settings with { Relay = Settings.Relay with { MaxFrameBytes = 20_000 } };
        var large = LetterFrames.Of('d', 1, size: 33_000);
        await using var owner = ScriptedOwner.Sending([.. LetterFrames.Of('K', 0), .. large[..30_000], .. LetterFrames.Of('d', 2)]);
        OwnedBy(owner);

        await using var viewer = await WatchAsync();

        Assert.Equal([0, 2], await ReadAsync(viewer, most: 2));
        Assert.Equal(30_000, Parts.Relays.Garbage);
    }

    [Fact]
    public async Task A_body_that_falls_silent_ends_the_relay_with_words()
    {
        await using var owner = ScriptedOwner.Sending(LetterFrames.Stream("Kd"));
        OwnedBy(owner);

        await using (var viewer = await WatchAsync())
        {
            await ReadAsync(viewer, most: 2);
            await PassUntilAsync(() => viewer.Completed is not null);
            Assert.Equal(ViewerEnd.StreamFailed, viewer.Completed);
        }

        await UntilAllIsGivenBackAsync(RelayEndKind.Silent);
        Assert.Contains(Logs, log => log.Contains("nothing came from the node that owns the device for 9 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_that_never_begins_ends_the_relay_with_words()
    {
        await using var owner = ScriptedOwner.Start(to => to.SendAsync(ScriptedOwner.Head));
        OwnedBy(owner);
        var finding = FindNoneAsync();

        await PassUntilAsync(() => finding.IsCompleted);

        Assert.Contains("nothing came", (await finding).Why, StringComparison.Ordinal);
        await UntilAllIsGivenBackAsync(RelayEndKind.Silent);
    }

    [Fact]
    public async Task Pictures_without_a_key_frame_are_waited_for_only_so_long()
    {
        await using var owner = ScriptedOwner.Start(async to =>
        {
            await to.SendAsync(ScriptedOwner.Head);
            while (true)
            {
                await to.ChunkAsync(LetterFrames.Of('d', 0));
                await Task.Delay(10, to.Ending);
            }
        });
        OwnedBy(owner);
        var finding = FindNoneAsync();

        await PassUntilAsync(() => finding.IsCompleted);

        Assert.Contains("no key frame", (await finding).Why, StringComparison.Ordinal);
        await PassUntilAsync(() => owner.Open == 0);
        await UntilAllIsGivenBackAsync(RelayEndKind.Unwatched);
    }

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

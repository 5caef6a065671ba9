using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Tests.Support;

namespace DeviceCluster.Actors.Tests.Live;

/// <summary>A view of another node is read once and shown to all who ask here, as if it ran here.</summary>
public sealed class LiveRelayTests : RelayFixture
{
    [Fact]
    public async Task A_view_of_another_node_is_shown_whole_and_in_order()
    {
        await using var owner = ScriptedOwner.Sending(LetterFrames.Stream("Kdadd"), chunk: 7);
        OwnedBy(owner);

        await using var viewer = await WatchAsync();
        var first = await viewer.ReadAsync();

        using (first)
            Assert.Equal(LetterFrames.Of('K', 0), first!.Dav.ToArray());
        Assert.Equal([1, 2, 3, 4], await ReadAsync(viewer, most: 4));
        Assert.Equal((Run.Device, Run.Channel, Run.Stream, Run.Epoch), Finds.Select(f => (f.Device, f.Channel, f.Stream, f.Epoch)).Single());
        Assert.Equal((1, 5, 0), (Parts.Relays.Open, Parts.Relays.Frames, Parts.Relays.Garbage));
    }

    [Fact]
    public async Task The_owner_is_asked_by_its_own_ticket_as_a_hop_and_by_nothing_else()
    {
        await using var owner = ScriptedOwner.Sending(LetterFrames.Stream("K"));
        OwnedBy(owner);

        await using var viewer = await WatchAsync();

        Assert.Equal(
            [$"GET /media/live/gate/2/extra1.dav?token={Token} HTTP/1.1", $"Host: {owner.Authority}", "X-DeviceCluster-Hop: 1"],
            owner.Requests.Single().Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Fact]
    public async Task Many_who_ask_at_once_share_one_relay_and_one_connection()
    {
        await using var owner = ScriptedOwner.Sending(LetterFrames.Stream("Kd"));
        OwnedBy(owner);

        var findings = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => FindAsync()));

        Assert.Single(findings.Select(finding => Assert.IsType<LiveFinding.Found>(finding).Hub).Distinct());
        Assert.Equal((1, 1), (owner.Requests.Count, Finds.Count));
    }

    [Fact]
    public async Task Who_comes_later_begins_at_the_present_group_of_pictures()
    {
        await using var owner = ScriptedOwner.Sending(LetterFrames.Stream("KddKdd"));
        OwnedBy(owner);
        var hub = Assert.IsType<LiveFinding.Found>(await FindAsync()).Hub;
        await Limits.UntilAsync(() => hub.Figures.Frames == 6);

        await using var late = await WatchAsync();

        Assert.Equal([3, 4, 5], await ReadAsync(late, most: 3));
        Assert.Single(owner.Requests);
    }

    [Fact]
    public async Task A_run_that_is_here_needs_no_relay()
    {
        var hub = new LiveHub(new KeyFrameHubOptions());
        Parts.Hubs.Register(new LiveRun(Run.Device, Run.Channel, Run.Stream, Run.Epoch, hub, Parts.Now));

        Assert.Same(hub, Assert.IsType<LiveFinding.Found>(await FindAsync()).Hub);

        Assert.Empty(Finds);
    }

    [Fact]
    public async Task Another_run_of_the_same_view_is_another_relay()
    {
        await using var owner = ScriptedOwner.Sending(LetterFrames.Stream("Kd"));
        OwnedBy(owner);

        var one = Assert.IsType<LiveFinding.Found>(await FindAsync());
        var two = Assert.IsType<LiveFinding.Found>(await FindAsync(Run with { Epoch = 4712 }));

        Assert.NotSame(one.Hub, two.Hub);
        Assert.Equal((2, 2), (owner.Requests.Count, Parts.Relays.Open));
    }

    [Fact]
    public async Task The_end_of_the_view_ends_the_viewers_in_order()
    {
        var end = new SemaphoreSlim(0);
        await using var owner = ScriptedOwner.Start(async to =>
        {
            await to.SendAsync(ScriptedOwner.Head);
            await to.ChunkAsync(LetterFrames.Stream("Kdd"));
            await end.WaitAsync(to.Ending);
            await to.FinishAsync();
        });
        OwnedBy(owner);

        await using (var viewer = await WatchAsync())
        {
            end.Release();
            Assert.Equal([0, 1, 2], await ReadAsync(viewer));
            Assert.Equal(ViewerEnd.StreamEnded, viewer.Completed);
        }

        await UntilAllIsGivenBackAsync(RelayEndKind.Ended);
    }

    [Fact]
    public async Task A_relay_that_nobody_watches_ends_after_a_while_and_leaves_the_owner()
    {
        await using var owner = ScriptedOwner.Sending(LetterFrames.Stream("Kdd"));
        OwnedBy(owner);
        await using (var viewer = await WatchAsync())
            await ReadAsync(viewer, most: 3);
        Assert.Equal(1, owner.Open);

        await PassUntilAsync(() => owner.Open == 0);

        await UntilAllIsGivenBackAsync(RelayEndKind.Unwatched);
    }

    [Fact]
    public async Task A_relay_that_is_watched_goes_on_as_long_as_frames_come()
    {
        var next = new SemaphoreSlim(0);
        await using var owner = ScriptedOwner.Start(async to =>
        {
            await to.SendAsync(ScriptedOwner.Head);
            await to.ChunkAsync(LetterFrames.Stream("K"));
            for (uint number = 1; ; number++)
            {
                await next.WaitAsync(to.Ending);
                await to.ChunkAsync(LetterFrames.Of('d', number));
            }
        });
        OwnedBy(owner);
        await using var viewer = await WatchAsync();
        await ReadAsync(viewer, most: 1);

        // Far longer together than a relay without viewers, or without frames, may last.
        for (uint number = 1; number <= 20; number++)
        {
            Time.Advance(Settings.Live.Silence);
            next.Release();
            Assert.Equal([number], await ReadAsync(viewer, most: 1));
        }

        Assert.Null(viewer.Completed);
    }

    [Fact]
    public async Task Who_asks_after_the_end_gets_a_relay_of_his_own()
    {
        var end = new SemaphoreSlim(0);
        await using var owner = ScriptedOwner.Start(async to =>
        {
            await to.SendAsync(ScriptedOwner.Head);
            await to.ChunkAsync(LetterFrames.Stream("K"));
            await end.WaitAsync(to.Ending);
            await to.FinishAsync();
        });
        OwnedBy(owner);
        await using (var first = await WatchAsync())
        {
            end.Release();
            await ReadAsync(first);
        }

        await using var second = await WatchAsync();

        Assert.Equal([0], await ReadAsync(second, most: 1));
        Assert.Equal(2, owner.Requests.Count);
    }

    [Fact]
    public async Task A_node_that_reads_as_many_views_as_it_may_says_so()
    {
        Settings = Settings with { Relay = Settings.Relay with { Relays = 1 } };
        await using var owner = ScriptedOwner.Sending(LetterFrames.Stream("K"));
        OwnedBy(owner);
        await using var viewer = await WatchAsync();

        var other = Assert.IsType<LiveFinding.Absent>(await FindAsync(Run with { Channel = 3 }));

        Assert.Equal(LiveAbsence.Busy, other.Kind);
        Assert.Contains("1 live views of other nodes", other.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_stops_ends_its_relays_and_gives_all_frames_back()
    {
        // Frames are on their way at every moment, the last one too.
        await using var owner = ScriptedOwner.Start(async to =>
        {
            await to.SendAsync(ScriptedOwner.Head);
            for (uint number = 0; ; number++)
                await to.ChunkAsync(LetterFrames.Of(number % 20 == 0 ? 'K' : 'd', number, size: 2_000));
        });
        OwnedBy(owner);
        await using (var viewer = await WatchAsync())
        {
            await ReadAsync(viewer, most: 50);

            Sys.Stop(Relays);

            await Limits.UntilAsync(() => viewer.Completed is not null && owner.Open == 0);
        }

        await UntilAllIsGivenBackAsync(RelayEndKind.Stopped);
    }
}

using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Tests.Support;

namespace DeviceCluster.Actors.Tests.Live;

/// <summary>Whatever a body brings, its relay ends with words, its viewers with it, and every slab comes back.</summary>
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
}

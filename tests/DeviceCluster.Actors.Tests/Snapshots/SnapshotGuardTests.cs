using System.Collections.Concurrent;
using Akka.Actor;
using DeviceCluster.Actors.Snapshots;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Snapshots;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Snapshots;

/// <summary>How often a device is asked for a picture, and who shares it.</summary>
public sealed class SnapshotGuardTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    private static readonly Origin Operator = new("operator", "console");

    private readonly ConcurrentQueue<(int Channel0, TaskCompletionSource<byte[]> Picture)> _asked = new();

    [Fact]
    public async Task Who_asks_while_a_picture_is_under_way_gets_the_same_one()
    {
        await using var node = await ScriptedAsync();

        var first = TakeAsync(node, 1);
        await AskedAsync(1);
        var second = TakeAsync(node, 1);
        await node.Parts.Region.Ask<object>(new DeviceQuery.GetReport(Gate), Limits.Patience);
        Answer(Jpegs.Whole(640, 480));

        var offers = await Task.WhenAll(first, second);
        Assert.Equal([offers[0].Number], offers.Select(offer => offer.Number).Distinct());
        Assert.Equal([false, true], offers.Select(offer => offer.IsShared));
        Assert.Equal((640, 480), (offers[0].Width, offers[0].Height));
        Assert.Single(_asked);
    }

    [Fact]
    public async Task Within_the_guard_the_last_picture_serves_and_another_channel_has_its_own()
    {
        await using var node = await ScriptedAsync();
        var first = TakeAsync(node, 1);
        await AskedAsync(1);
        Answer(Jpegs.Whole(640, 480));

        var again = await TakeAsync(node, 1);
        var other = TakeAsync(node, 2);
        await AskedAsync(2);
        Answer(Jpegs.Whole(320, 240));

        Assert.Equal((await first).Number, again.Number);
        Assert.True(again.IsShared);
        Assert.Equal(320, (await other).Width);
        Assert.Equal([0, 1], _asked.Select(asked => asked.Channel0));
    }

    [Fact]
    public async Task After_the_guard_the_device_is_asked_again_and_not_before()
    {
        await using var node = await ScriptedAsync(new SnapshotSettings { Guard = SnapshotSettings.LeastGuard });
        var first = TakeAsync(node, 1);
        await AskedAsync(1);
        var begun = node.Parts.Now;
        _asked.Last().Picture.SetException(new InvalidOperationException("scripted"));
        await RefusedAsync(first);

        var second = TakeAsync(node, 1);
        await AskedAsync(2);
        Assert.True(node.Parts.Now - begun >= SnapshotSettings.LeastGuard - TimeSpan.FromMilliseconds(200), "a failed picture frees nobody from the guard");
        Answer(Jpegs.Whole(640, 480));

        Assert.False((await second).IsShared);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_makes_nobody_wait_longer()
    {
        var clock = new SetClock();
        await using var node = await ScriptedAsync(new SnapshotSettings { Guard = SnapshotSettings.LeastGuard }, clock);
        var first = TakeAsync(node, 1);
        await AskedAsync(1);
        _asked.Last().Picture.SetException(new InvalidOperationException("scripted"));
        await RefusedAsync(first);

        clock.Ahead = TimeSpan.FromHours(-1);
        var second = TakeAsync(node, 1);
        await AskedAsync(2);
        Answer(Jpegs.Whole(640, 480));

        // What people are shown goes by the clock as it is.
        Assert.InRange((await second).At, DateTimeOffset.MinValue, TimeProvider.System.GetUtcNow().AddMinutes(-50));
    }

    [Fact]
    public async Task What_is_no_whole_JPEG_is_refused_in_words()
    {
        await using var node = await ScriptedAsync();
        var take = TakeAsync(node, 1);
        await AskedAsync(1);
        Answer(Jpegs.Whole(640, 480)[..^1]);

        Assert.Contains("no whole JPEG", (await RefusedAsync(take)).Refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_may_wait_are_refused_and_the_others_are_served()
    {
        await using var node = await ScriptedAsync(new SnapshotSettings { Waiting = 2 });
        var first = TakeAsync(node, 1);
        await AskedAsync(1);
        var second = TakeAsync(node, 1);
        var third = TakeAsync(node, 2);

        Assert.Equal(RefusalCode.Busy, (await RefusedAsync(third)).Refusal.Code);
        Answer(Jpegs.Whole(640, 480));
        Assert.Equal((await first).Number, (await second).Number);
    }

    [Fact]
    public async Task Who_waits_when_the_session_ends_is_told_so()
    {
        await using var node = await ScriptedAsync();
        var take = TakeAsync(node, 1);
        await AskedAsync(1);

        await node.Devices.TellAsync(new DeviceCommand.Disable(Gate), CancellationToken.None);

        Assert.Equal(RefusalCode.Offline, (await RefusedAsync(take)).Refusal.Code);
    }

    [Fact]
    public async Task A_picture_at_a_preset_that_says_nobody_who_moves_the_camera_is_refused()
    {
        await using var node = await ScriptedAsync();

        var refused = await RefusedAsync(node.Devices.AskAsync(new SnapshotOrder.Take(Gate, 1, Preset: 3, By: null), Operator, CancellationToken.None));

        Assert.Equal(RefusalCode.Invalid, refused.Refusal.Code);
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_picture_that_did_not_come_leaves_nothing_half_done()
    {
        await using var node = await ScriptedAsync();

        var take = TakeAsync(node, 2);
        await AskedAsync(1);
        _asked.Last().Picture.SetException(Refusal.Unanswered("picture of channel 2", "none came within 5 s"));

        var refused = await RefusedAsync(take);
        Assert.Equal(RefusalCode.DeviceRefused, refused.Refusal.Code);
        Assert.Contains("picture of channel 2: none came within 5 s", refused.Refusal.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("not known", refused.Refusal.Reason, StringComparison.Ordinal);
    }

    private async Task<TestNode> ScriptedAsync(SnapshotSettings? snapshots = null, TimeProvider? time = null)
    {
        Library.Answers.Picture = channel0 =>
        {
            var picture = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
            _asked.Enqueue((channel0, picture));
            return picture.Task;
        };
        return await OnlineAsync(Settings with { Snapshots = snapshots ?? new SnapshotSettings { Guard = Limits.Patience } }, time);
    }

    private static Task<PictureOffer> TakeAsync(TestNode node, int channel) =>
        node.Devices.AskAsync(new SnapshotOrder.Take(Gate, channel, Preset: null, By: null), Operator, CancellationToken.None);

    private Task AskedAsync(int times) => Limits.UntilAsync(() => _asked.Count == times);

    private void Answer(byte[] picture) => _asked.Last().Picture.SetResult(picture);

    private static Task<RefusedException> RefusedAsync(Task<PictureOffer> take) => Assert.ThrowsAsync<RefusedException>(() => take);
}

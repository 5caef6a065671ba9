using DeviceCluster.Actors.Snapshots;
using DeviceCluster.Actors.Tests.Ptz;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Contracts.Snapshots;
using DeviceCluster.Simulator;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Snapshots;

/// <summary>Pictures at presets of a real camera's kind, which go by its lease.</summary>
public sealed class PresetPictureTests(NativeLibrary native, ITestOutputHelper output) : PtzTest(native, output)
{
    private readonly int _discovery = native.DiscoveryPort;

    [Fact]
    public async Task Pictures_at_two_presets_are_two_and_the_camera_leaves_the_first_when_its_picture_has_come()
    {
        await using var fleet = await FleetAsync();
        await using var node = await WithPresetsAsync(fleet);

        var first = AskAsync(node, At(Ann, 1));
        var second = AskAsync(node, At(Ann, 2));
        var (here, there) = (await first, await second);

        Assert.NotEqual(here.Number, there.Number);
        Assert.Equal((false, false), (here.IsShared, there.IsShared));
        var visits = Camera(fleet).Log.Where(line => line.What == "ptz.gotoPreset").ToArray();
        Assert.Equal(2, visits.Length);
        Assert.InRange(here.At, visits[0].At, visits[1].At);
        Assert.InRange(there.At, visits[1].At, DateTimeOffset.MaxValue);
        Assert.Equal((2, 2L), (Camera(fleet).PresetReached, fleet.Devices[0].Facts.Snapshots));
    }

    [Fact]
    public async Task A_clock_that_is_set_forth_costs_nobody_his_turn()
    {
        var clock = new SetClock();
        await using var fleet = await FleetAsync();
        await using var node = await WithPresetsAsync(fleet, clock);

        var first = AskAsync(node, At(Ann, 1));
        var second = AskAsync(node, At(Ann, 2));
        await Limits.UntilAsync(() => Camera(fleet).Log.Any(line => line.What == "ptz.gotoPreset"));
        clock.Ahead = TimeSpan.FromHours(1);

        Assert.NotEqual((await first).Number, (await second).Number);
    }

    [Fact]
    public async Task Who_wants_a_preset_gets_no_picture_of_before_he_came_there()
    {
        await using var fleet = await FleetAsync();
        await using var node = await WithPresetsAsync(fleet);

        var anywhere = await AskAsync(node, new SnapshotOrder.Take(Gate, 1, Preset: null, By: null));
        var preset = await AskAsync(node, At(Ann, 1));
        var afterwards = await AskAsync(node, new SnapshotOrder.Take(Gate, 1, Preset: null, By: null));

        Assert.True(preset.Number > anywhere.Number);
        Assert.Equal((1, false), (Camera(fleet).PresetReached, preset.IsShared));
        Assert.True(afterwards.Number >= preset.Number);
    }

    [Fact]
    public async Task Who_has_not_the_camera_gets_no_picture_at_a_preset_and_the_camera_stays_where_it_is()
    {
        await using var fleet = await FleetAsync();
        await using var node = await WithPresetsAsync(fleet);
        await AskAsync(node, new PtzOrder.Take(Gate, 1, Ann, TimeSpan.FromMinutes(5)));
        var before = fleet.Devices[0].Facts.PtzOrders;

        var refused = await RefusedAsync(node, At(Bob, 1));

        Assert.Equal(RefusalCode.Busy, refused.Code);
        Assert.StartsWith("the camera is held by ann (priority 50) until ", refused.Reason, StringComparison.Ordinal);
        Assert.Equal((before, 0L), (fleet.Devices[0].Facts.PtzOrders, fleet.Devices[0].Facts.Snapshots));
        Assert.Equal(1, (await AskAsync(node, At(Ann, 1))).Channel);
        Assert.StartsWith("chief (priority 90) took over at ", await LostAsync(node), StringComparison.Ordinal);
    }

    // A higher priority takes the camera by its picture; the loser is told so by his.
    private static async Task<string> LostAsync(TestNode node)
    {
        await AskAsync(node, At(Chief, 2));
        return (await RefusedAsync(node, At(Ann, 1))).Reason;
    }

    private Task<SimulatorHost> FleetAsync() => Fleet.StartAsync(devices: 1, options => options with { DiscoveryPort = _discovery, HttpPort = 0 });

    /// <summary>Ann's presets 1 and 2, at two places, and the camera at the second.</summary>
    private async Task<TestNode> WithPresetsAsync(SimulatorHost fleet, TimeProvider? time = null)
    {
        var node = await OnlineAsync(fleet, Settings with { Snapshots = new SnapshotSettings { Guard = SnapshotSettings.LeastGuard } }, time);
        await AskAsync(node, Preset(Ann, PresetAction.Set, 1));
        await AskAsync(node, new PtzOrder.MoveTo(Gate, 1, Ann, 10, 5, 0, 1));
        await Limits.UntilAsync(() => Camera(fleet) is { Moving: false, Position.Pan: > 9.8 });
        await AskAsync(node, Preset(Ann, PresetAction.Set, 2));
        return node;
    }

    private static SnapshotOrder.Take At(PtzHolder by, int preset) => new(Gate, 1, preset, by);
}

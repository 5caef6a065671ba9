using Akka.Actor;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Ptz;

/// <summary>Cameras that move when what moves them ends.</summary>
public sealed class PtzEndTests(NativeLibrary native, ITestOutputHelper output) : PtzTest(native, output)
{
    [Fact]
    public async Task A_hand_over_stops_a_camera_before_the_logout()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, Right(Ann, 60));

        (await node.EntityAsync(Gate)).Tell(StopDevice.Instance);
        await Limits.UntilAsync(() => fleet.Devices[0].Facts.LogoutsClean == 1);

        Assert.Equal(["ptz.start Continuously", "ptz.stop Continuously", "ptz.stopMove"], Log(fleet));
        Assert.False(Camera(fleet).Moving);
    }

    [Fact]
    public async Task A_camera_whose_session_is_lost_ends_its_move_by_itself_and_is_nobodys_afterwards()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, Right(Ann, 8));
        var watch = AskAsync(node, new PtzQuery.AwaitLeaseEnd(Gate, 1, "ann", TimeSpan.FromSeconds(15)));

        // The connections are reset, and the camera keeps its power.
        fleet.Devices[0].Faults.Unplug();
        var ended = await watch;
        await Limits.UntilAsync(() => !Camera(fleet).Moving);
        fleet.Devices[0].Faults.Heal();
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);

        Assert.Null(ended.TakenBy);
        Assert.Equal(["ptz.start Continuously", "time-out"], Log(fleet));
        Assert.Equal(Bob, (await AskAsync(node, Right(Bob, 60))).Lease?.Holder);
    }

    [Fact]
    public async Task An_entity_that_fails_while_a_camera_moves_stops_it()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, Right(Ann, 60));

        await node.KillEntityAsync(Gate);

        await Limits.UntilAsync(() => Log(fleet).Contains("ptz.stop Continuously"));
        Assert.False(Camera(fleet).Moving);
    }

    [Fact]
    public async Task A_device_that_is_disabled_while_a_camera_moves_stops_it()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, Right(Ann, 60));

        await OrderAsync(node, new DeviceCommand.Disable(Gate));
        await Limits.UntilAsync(() => fleet.Devices[0].Facts.LogoutsClean == 1);

        Assert.Equal(["ptz.start Continuously", "ptz.stop Continuously", "ptz.stopMove"], Log(fleet));
    }

    [Fact]
    public async Task A_node_that_ends_while_a_camera_moves_stops_it()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, Right(Ann, 60));

        await node.StopAsync();

        Assert.Equal(["ptz.start Continuously", "ptz.stop Continuously", "ptz.stopMove"], Log(fleet));
        Assert.Equal(1, fleet.Devices[0].Facts.LogoutsClean);
    }
}

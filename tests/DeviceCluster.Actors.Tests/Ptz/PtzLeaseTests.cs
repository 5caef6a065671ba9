using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Ptz;

/// <summary>Several who want one camera.</summary>
public sealed class PtzLeaseTests(NativeLibrary native, ITestOutputHelper output) : PtzTest(native, output)
{
    [Fact]
    public async Task Of_two_holders_the_second_is_refused_and_told_who_has_it()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, new PtzOrder.Take(Gate, 1, Ann, TimeSpan.FromMinutes(5)));
        await AskAsync(node, Preset(Ann, PresetAction.Set, 1));

        foreach (var order in new PtzOrder[] { Right(Bob, 1), Preset(Bob, PresetAction.GoTo, 1), Preset(Bob, PresetAction.Set, 1), new PtzOrder.Release(Gate, 1, Bob) })
        {
            var refused = await RefusedAsync(node, order);

            Assert.Equal(RefusalCode.Busy, refused.Code);
            Assert.StartsWith("the camera is held by ann (priority 50) until ", refused.Reason, StringComparison.Ordinal);
        }

        Assert.Equal(1, fleet.Devices[0].Facts.PtzOrders);
        await AskAsync(node, new PtzOrder.Release(Gate, 1, Ann));
        await AskAsync(node, Right(Bob, 60));
    }

    [Fact]
    public async Task Who_takes_over_stops_the_move_of_the_one_before_who_is_told()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, Right(Ann, 60));
        var watch = AskAsync(node, new PtzQuery.AwaitLeaseEnd(Gate, 1, "ann", TimeSpan.FromSeconds(15)));

        var taken = await AskAsync(node, new PtzOrder.MoveTo(Gate, 1, Chief, 10, 0, 0, 1));

        Assert.Equal(Chief, taken.Lease?.Holder);
        Assert.Equal(["ptz.start Continuously", "ptz.stop Continuously", "ptz.stopMove", "ptz.moveAbsolutely"], Log(fleet).Take(4));
        var ended = await watch;
        Assert.Equal(Chief, ended.TakenBy);
        Assert.StartsWith("chief (priority 90) took over at ", ended.Reason, StringComparison.Ordinal);
        Assert.Equal(ended.Reason, (await RefusedAsync(node, Right(Ann, 1))).Reason);
        Assert.StartsWith("the camera is held by chief", (await RefusedAsync(node, Right(Ann, 1))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lease_that_is_given_back_stops_the_camera_and_whoever_watches_is_told()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);
        await AskAsync(node, Right(Ann, 60));
        var watch = AskAsync(node, new PtzQuery.AwaitLeaseEnd(Gate, 1, "ann", TimeSpan.FromSeconds(15)));

        var done = await AskAsync(node, new PtzOrder.Release(Gate, 1, Ann));

        Assert.Null(done.Lease);
        Assert.False(Camera(fleet).Moving);
        Assert.Equal("the camera was given back", (await watch).Reason);
    }

    [Fact]
    public async Task Each_camera_of_a_device_has_holders_of_its_own()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        await AskAsync(node, Right(Ann, 60));
        await AskAsync(node, Right(Bob, 60, channel: 3));

        Assert.True(Camera(fleet, 1).Moving);
        Assert.True(Camera(fleet, 3).Moving);
    }
}

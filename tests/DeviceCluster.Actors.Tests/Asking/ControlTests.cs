using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Devices;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Asking;

/// <summary>A device that is restarted or switched off by order.</summary>
public sealed class ControlTests(NativeLibrary native, ITestOutputHelper output) : AskingTest(native, output)
{
    [Fact]
    public async Task A_restart_is_told_as_such_and_the_device_comes_back_by_itself()
    {
        await using var fleet = await Fleet.StartAsync(change: options => options with { RebootTime = TimeSpan.FromSeconds(1) });
        await using var node = await OnlineAsync(fleet, Quick());

        Assert.IsType<DeviceReply.Done>(await AskAsync(node, new ControlOrder.Reboot(Gate)));
        await Limits.UntilAsync(async () => (await node.StatusAsync(Gate)).Reason == "restarting, as it was ordered");
        await Limits.UntilAsync(() => fleet.Devices[0].Facts.LoginsAccepted == 2);
        await node.UntilPhaseAsync(Gate, SessionPhase.Online);

        var story = (await node.Devices.WhyAsync(Gate, CancellationToken.None)).Entries;
        Assert.DoesNotContain(story, entry => entry.Detail?.Contains("the session was lost", StringComparison.Ordinal) == true);
        Assert.StartsWith("logged in", (await node.StatusAsync(Gate)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_while_the_device_is_restarted_is_answered_and_never_left_alone()
    {
        await using var fleet = await Fleet.StartAsync(change: options => options with { RebootTime = TimeSpan.FromSeconds(1) });
        await using var node = await OnlineAsync(fleet, Quick());
        fleet.Devices[0].Faults.Answers.Delay(TimeSpan.FromMilliseconds(300));

        var reboot = AskAsync(node, new ControlOrder.Reboot(Gate));
        var waiting = Enumerable.Range(0, 20).Select(_ => RefusedAsync(node, new ClockQuery.Read(Gate))).ToArray();

        Assert.IsType<DeviceReply.Done>(await reboot);
        Assert.All(await Task.WhenAll(waiting), refused => Assert.Contains(refused.Code, new[] { RefusalCode.Offline, RefusalCode.DeviceRefused }));
        await Limits.UntilAsync(() => fleet.Devices[0].Facts.LoginsAccepted == 2);
    }

    [Fact]
    public async Task A_device_that_is_switched_off_says_so_and_stays_away()
    {
        await using var fleet = await Fleet.StartAsync();
        await using var node = await OnlineAsync(fleet);

        Assert.IsType<DeviceReply.Done>(await AskAsync(node, new ControlOrder.ShutDown(Gate)));

        await node.UntilPhaseAsync(Gate, SessionPhase.Backoff);
        Assert.Contains(
            (await node.Devices.WhyAsync(Gate, CancellationToken.None)).Entries, entry => entry.Detail == "switched off, as it was ordered");
        Assert.True(fleet.Devices[0].Faults.PoweredOff);
        Assert.Equal(1, fleet.Devices[0].Facts.LoginsAccepted);
    }

    private DeviceClusterSettings Quick() => Settings with
    {
        Sessions = Settings.Sessions with { Policy = Settings.Sessions.Policy with { RestartAgain = TimeSpan.FromMilliseconds(200) } },
    };
}

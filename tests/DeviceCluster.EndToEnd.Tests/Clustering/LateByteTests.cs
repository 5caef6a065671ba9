using DeviceCluster.Testing.Clusters;
using DeviceCluster.Testing.Network;

namespace DeviceCluster.EndToEnd.Tests.Clustering;

/// <summary>
/// What a node wrote to its devices lies in its kernel, on the way and not arrived, when others take the devices: no byte of it comes out after the new
/// login, whenever the way is open again. The simulator is the judge.
/// </summary>
public sealed class LateByteTests(ThreeInLab three) : IClassFixture<ThreeInLab>
{
    private const int TakenOut = 70;
    private const int Killed = 137;

    private static readonly TimeSpan Stopped = TimeSpan.FromSeconds(30);

    [RootFact]
    public async Task A_node_that_is_cut_off_just_after_it_wrote_sends_no_byte_of_it_after_another_has_its_devices()
    {
        await three.HealAsync();
        var cut = await three.OwnerAsync(1);
        var host = ThreeInLab.HostOf(cut);

        await host.CutAsync(new Cut(Traffic.Devices));
        await ThreeInLab.UnacknowledgedAsync(host);
        await host.CutAsync(new Cut(Traffic.Akka), new Cut(Traffic.Database));
        await NewOwnerAsync(1, host);
        // The moment in which a late byte would do harm.
        await host.HealAllAsync();

        Assert.Equal(TakenOut, await cut.ExitAsync(ThreeNodes.Limit));
        await NoByteWasLateAsync();
    }

    [RootFact]
    public async Task A_node_that_is_stopped_for_30_s_with_unacknowledged_bytes_sends_none_of_them_when_it_goes_on()
    {
        await three.HealAsync();
        var frozen = await three.OwnerAsync(2);
        var host = ThreeInLab.HostOf(frozen);
        var over = Task.Delay(Stopped, TimeProvider.System);

        await host.CutAsync(new Cut(Traffic.Devices));
        await ThreeInLab.UnacknowledgedAsync(host);
        frozen.Freeze();
        await NewOwnerAsync(2, host);
        await host.HealAllAsync();
        await over;
        frozen.Thaw();

        Assert.Equal(Killed, await frozen.ExitAsync(ThreeNodes.Limit));
        await NoByteWasLateAsync();
    }

    [RootFact]
    public async Task A_clock_of_the_database_that_jumps_by_an_hour_costs_no_session_and_lets_nobody_in_early()
    {
        await three.HealAsync();
        await three.Cluster.Simulator.MarkAsync();

        foreach (var hours in new[] { 1, 0, -1 })
        {
            three.Cluster.Database.JumpClock(TimeSpan.FromHours(hours));
            Assert.Equal(0, (await three.Cluster.Nodes[0].PbmAsync($"device retry {TestCluster.Name(3)}")).ExitCode);
            Assert.Null(await three.Cluster.WaitAllAliveAsync(ThreeNodes.Limit));
        }

        Assert.Equal(0, (await three.Cluster.JudgeAsync()).SessionsLost);
        // With the clock an hour ahead, then behind, a dead node's devices change hands as ever.
        foreach (var hours in new[] { 1, -1 })
        {
            await (await three.OwnerAsync(3)).KillAsync();
            three.Cluster.Database.JumpClock(TimeSpan.FromHours(hours));
            await NoByteWasLateAsync();
        }

        three.Cluster.Database.JumpClock(TimeSpan.Zero);
    }

    /// <summary>Until the device has accepted a login of another machine.</summary>
    private async Task NewOwnerAsync(int device, LabHost former)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var late = new CancellationTokenSource(ThreeNodes.Limit);
        var own = $"{former.Address}:";
        while ((await three.Cluster.Simulator.DeviceAsync(device, three.Cluster.Options.Alive)).Owner is var owner
            && owner?.StartsWith(own, StringComparison.Ordinal) is not false)
        {
            Assert.False(late.IsCancellationRequested, "no other node took the device");
            await look.WaitForNextTickAsync();
        }
    }

    private async Task NoByteWasLateAsync()
    {
        Assert.Null(await three.Cluster.WaitAllAliveAsync(ThreeNodes.Limit));
        await three.HealAsync();
        var judged = await three.Cluster.JudgeAsync();
        Assert.True(judged.OverlapEvents == 0, $"{judged.OverlapEvents} overlaps: {string.Join("; ", judged.Overlaps)}");
    }
}

using DeviceCluster.Domain.Fencing;
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

    /// <summary>Who is cut off may send for so long.</summary>
    private static readonly TimeSpan Dumb = FencePolicy.Default.RefusedFor;

    /// <summary>Whatever its kernel still had would have been sent again by then.</summary>
    private static readonly TimeSpan SentAgain = TimeSpan.FromSeconds(30);

    [RootFact]
    public async Task A_node_that_is_cut_off_just_after_it_wrote_sends_no_byte_of_it_after_another_has_its_devices()
    {
        await three.HealAsync();
        var cut = await three.OwnerAsync(1);
        var host = ThreeInLab.HostOf(cut);
        var its = await three.MarkDevicesOfAsync(cut);

        await host.CutAsync(new Cut(Traffic.Devices));
        await ThreeInLab.UnacknowledgedAsync(host);
        await host.CutAsync(new Cut(Traffic.Akka), new Cut(Traffic.Database));
        await NewOwnerAsync(1, host);
        // The moment in which a late byte would do harm.
        await host.HealAllAsync();

        Assert.Equal(TakenOut, await cut.ExitAsync(ThreeNodes.Limit));
        await NoByteWasLateAsync(its);
    }

    [RootFact]
    public async Task A_node_that_is_stopped_with_unacknowledged_bytes_is_ended_by_the_kernel_and_none_of_them_is_sent_any_more()
    {
        await three.HealAsync();
        var frozen = await three.OwnerAsync(2);
        var host = ThreeInLab.HostOf(frozen);
        var its = await three.MarkDevicesOfAsync(frozen);

        await host.CutAsync(new Cut(Traffic.Devices));
        await ThreeInLab.UnacknowledgedAsync(host);
        frozen.Freeze();
        await NewOwnerAsync(2, host);
        await host.HealAllAsync();
        var over = Task.Delay(SentAgain, TimeProvider.System);

        Assert.Equal(Killed, await frozen.ExitAsync(ThreeNodes.Limit));
        await over;
        await NoByteWasLateAsync(its);
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
        foreach (var hours in new[] { 1, -1 })
            await JumpUnderOneThatIsCutOffAsync(3, TimeSpan.FromHours(hours));

        three.Cluster.Database.JumpClock(TimeSpan.Zero);
    }

    /// <summary>Its owner still speaks to the device when the clock jumps: whoever came early would be the second.</summary>
    private async Task JumpUnderOneThatIsCutOffAsync(int device, TimeSpan offset)
    {
        var cut = await three.OwnerAsync(device);
        var its = await three.MarkDevicesOfAsync(cut);
        var before = await three.Cluster.JudgeAsync();

        await ThreeInLab.HostOf(cut).CutAsync(new Cut(Traffic.Akka), new Cut(Traffic.Database));
        three.Cluster.Database.JumpClock(offset);
        await three.LoggedInAgainAsync(its);
        foreach (var one in its)
        {
            var sight = await three.SightAsync(one);
            // Who was fed when it was cut off went on speaking to its devices.
            Assert.Contains(sight.Sessions!, session => session.AcceptedAt < before.At && session.LastByteAt > before.At);
            Assert.True(sight.OwnerSince - before.At >= Dumb, $"{TestCluster.Name(one)} was taken {sight.OwnerSince - before.At} after the cut");
        }

        await ThreeInLab.HostOf(cut).HealAllAsync();
        Assert.Equal(TakenOut, await cut.ExitAsync(ThreeNodes.Limit));
        await NoByteWasLateAsync(its);
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

    /// <summary>All its devices are the others', while it is down; and when it is back, nothing of its former life has come.</summary>
    private async Task NoByteWasLateAsync(IReadOnlyList<int> its)
    {
        await three.LoggedInAgainAsync(its);
        await three.NoOverlapAsync();
        await three.HealAsync();
        await three.NoOverlapAsync();
    }
}

namespace DeviceCluster.EndToEnd.Tests.Clustering;

/// <summary>Nodes end in every way there is; the others have their devices, and never are two sessions of one device used. The simulator is the judge.</summary>
public sealed class NodeLossTests(ThreeNodes three) : IClassFixture<ThreeNodes>
{
    private const int Killed = 137;

    [Fact]
    public async Task A_killed_node_and_one_that_stops_leave_their_devices_to_the_others()
    {
        var (killed, stopped) = (await three.OwnerAsync(1), three.Cluster.Nodes[0]);
        stopped = killed == stopped ? three.Cluster.Nodes[1] : stopped;

        await killed.KillAsync();
        await BackAsync();
        await killed.LaunchAsync();
        await three.HealAsync();
        Assert.Equal(0, await stopped.StopAsync());
        await BackAsync();

        await three.HealAsync();
    }

    [Fact]
    public async Task A_node_that_is_stopped_for_30_s_is_dead_when_it_goes_on_and_sends_nothing()
    {
        var frozen = await three.OwnerAsync(2);

        frozen.Freeze();
        var code = await frozen.ExitAsync(TimeSpan.FromSeconds(30));
        frozen.Thaw();

        Assert.Equal(Killed, code);
        await BackAsync();
        await three.HealAsync();
    }

    [Fact]
    public async Task A_device_that_never_answers_its_logout_does_not_hold_back_its_node_and_is_the_next_ones()
    {
        await three.HealAsync();
        var owner = await three.OwnerAsync(3);
        // It reads the logout and says nothing.
        await three.Cluster.Simulator.FaultAsync(3, "mute");

        var code = await owner.StopAsync();
        await three.Cluster.Simulator.FaultAsync(3, "heal");

        Assert.Equal(0, code);
        await BackAsync();
        await three.HealAsync();
    }

    private async Task BackAsync()
    {
        Assert.Null(await three.Cluster.WaitAllAliveAsync(ThreeNodes.Limit));
        var judged = await three.Cluster.JudgeAsync();
        Assert.True(judged.OverlapEvents == 0, $"{judged.OverlapEvents} overlaps: {string.Join("; ", judged.Overlaps)}");
    }
}

using System.Net;
using System.Text;

namespace DeviceCluster.EndToEnd.Tests.Clustering;

/// <summary>Nodes end in every way there is; the others have their devices, and never are two sessions of one device used. The simulator is the judge.</summary>
public sealed class NodeLossTests(ThreeNodes three) : IClassFixture<ThreeNodes>
{
    private const int Killed = 137;

    [Fact]
    public async Task A_killed_node_and_one_that_stops_leave_their_devices_to_the_others()
    {
        await three.HealAsync();
        var killed = await three.OwnerAsync(1);
        var its = await three.MarkDevicesOfAsync(killed);

        await killed.KillAsync();
        await three.LoggedInAgainAsync(its);
        await three.NoOverlapAsync();
        await three.HealAsync();

        var (_, stopped) = await three.HeldByAnotherAsync(killed);
        its = await three.MarkDevicesOfAsync(stopped);
        Assert.Equal(0, await stopped.StopAsync());
        await three.LoggedInAgainAsync(its);
        await three.NoOverlapAsync();

        await three.HealAsync();
    }

    [Fact]
    public async Task A_picture_whose_node_is_killed_is_told_as_out_of_reach_and_then_as_gone()
    {
        await three.HealAsync();
        var (device, killed) = await three.HeldByAnotherAsync(three.Cluster.Nodes[0]);
        using var link = await PictureLink.TakeAsync(three.Cluster.Nodes[0], device);
        Assert.Equal(HttpStatusCode.OK, (await link.ReadAsync(three.Cluster.Nodes[0])).Status);
        var its = await three.MarkDevicesOfAsync(killed);

        await killed.KillAsync();
        var (first, _) = await link.ReadAsync(three.Cluster.Nodes[0]);
        await three.LoggedInAgainAsync(its);

        Assert.Contains(first, new[] { HttpStatusCode.BadGateway, HttpStatusCode.NotFound });
        foreach (var node in three.Cluster.Nodes.Where(node => node != killed))
        {
            var (status, words) = await link.ReadAsync(node);
            Assert.Equal((HttpStatusCode.NotFound, """{"error":"the picture is not kept any more","remedy":"take another"}"""), (status, Encoding.UTF8.GetString(words).Trim()));
        }

        await three.HealAsync();
    }

    [Fact]
    public async Task A_node_that_is_stopped_is_ended_by_the_kernel_before_30_s_are_over_and_its_devices_are_the_others()
    {
        await three.HealAsync();
        var frozen = await three.OwnerAsync(2);
        var its = await three.MarkDevicesOfAsync(frozen);

        frozen.Freeze();
        // Still stopped: who lets it go on after 30 s finds nobody.
        var code = await frozen.ExitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(Killed, code);
        await three.LoggedInAgainAsync(its);
        await three.NoOverlapAsync();
        await three.HealAsync();
    }

    [Fact]
    public async Task A_device_that_never_answers_its_logout_does_not_hold_back_its_node_and_is_the_next_ones()
    {
        await three.HealAsync();
        var owner = await three.OwnerAsync(3);
        var its = await three.MarkDevicesOfAsync(owner);
        // It reads the logout and says nothing.
        await three.Cluster.Simulator.FaultAsync(3, "mute");

        var code = await owner.StopAsync();
        await three.Cluster.Simulator.FaultAsync(3, "heal");

        Assert.Equal(0, code);
        Assert.Contains(3, its);
        await three.LoggedInAgainAsync(its);
        await three.NoOverlapAsync();
        await three.HealAsync();
    }
}

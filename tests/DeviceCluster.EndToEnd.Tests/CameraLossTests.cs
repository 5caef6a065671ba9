using System.Net;
using DeviceCluster.Client;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Ptz;
using DeviceCluster.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeviceCluster.EndToEnd.Tests;

/// <summary>A service moves a camera of a recorder whose node dies; the camera's own log is the judge.</summary>
public class CameraLossTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(45);
    private static readonly DeviceId Nvr = new("nvr");

    [Fact]
    public async Task A_camera_whose_node_is_killed_while_it_moves_ends_its_move_by_itself_and_is_nobodys_afterwards()
    {
        await using var fleet = await SimulatorProcess.OnLoopbackAsync(devices: 1, new IPAddress([127, 31, 1, 1]));
        await using var node = await NodeProcess.StartAsync();
        await node.PbmAsync($"device add nvr -host {fleet.Place.Address(1)} -port {fleet.Place.Port} -user admin", Recorders.Password);
        await node.WaitUntilAsync("device show nvr", "Online", Soon);
        using var service = await ServiceAsync(node);
        var cameras = service.Services.GetRequiredService<IDeviceClusterClient>();

        Assert.Equal("ann", (await MoveAsync(cameras, new PtzHolder("ann"))).Lease?.Holder.Name);
        Assert.True((await fleet.CameraAsync(1, 1)).Moving);
        await node.KillAsync();
        await StandsAsync(fleet);

        Assert.Equal(["ptz.start Continuously", "time-out"], (await fleet.CameraAsync(1, 1)).Log.Select(line => line.What).Where(what => what != "moving"));
        await node.StartAgainAsync();
        await node.WaitUntilAsync("device show nvr", "Online", Soon);
        Assert.Equal("bob", (await MoveAsync(cameras, new PtzHolder("bob"))).Lease?.Holder.Name);
        await service.StopAsync();
    }

    private static async Task<IHost> ServiceAsync(NodeProcess node)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddDeviceClusterClient(new DeviceClusterClientOptions { Seeds = [node.Seed], Deadline = Soon });
        var service = builder.Build();
        await service.StartAsync();
        return service;
    }

    /// <summary>Long enough for the node to be killed meanwhile, however busy the machine is.</summary>
    private static async Task<PtzDone> MoveAsync(IDeviceClusterClient cameras, PtzHolder by)
    {
        var answer = await cameras.AskAsync(new PtzOrder.Move(Nvr, 1, by, 0.1, 0, 0, TimeSpan.FromSeconds(15)));
        Assert.True(answer.IsGiven, answer.ToString());
        return answer.Value;
    }

    private static async Task StandsAsync(SimulatorProcess fleet)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var late = new CancellationTokenSource(Soon);
        while ((await fleet.CameraAsync(1, 1)).Moving)
        {
            Assert.False(late.IsCancellationRequested, "the camera still moves");
            await look.WaitForNextTickAsync();
        }
    }
}

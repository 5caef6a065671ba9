using DeviceCluster.Testing.Network;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.EndToEnd.Tests.Network;

/// <summary>The simulator on a routed range, as machines that are not its own see it.</summary>
public class LabFleetTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [RootFact]
    public async Task A_fleet_on_a_routed_range_is_found_by_broadcast_logged_in_to_and_unplugged()
    {
        await using var lab = await NetworkLab.CreateAsync(nodes: 1);
        await using var simulator = await SimulatorProcess.InLabAsync(lab, devices: 5);
        await using var node = await NodeProcess.StartAsync(lab.Nodes[0]);
        var (fourth, fifth) = (simulator.Place.Address(4), simulator.Place.Address(5));

        var found = await node.PbmAsync("discovery search -seconds 3");
        await node.PbmAsync($"device add nvr -host {fifth} -port {LabPorts.Dvrip} -user admin", Recorders.Password);
        await node.WaitUntilAsync("device show nvr", "Online", Soon);
        var owner = (await simulator.DeviceAsync(5, Soon)).Owner!;
        await simulator.FaultAsync(5, "unplug");

        Assert.All(Enumerable.Range(1, 5), number => Assert.Contains($"\"{simulator.Place.Address(number)}\"", found.Output, StringComparison.Ordinal));
        Assert.StartsWith($"{lab.Nodes[0].Address}:", owner, StringComparison.Ordinal);
        Assert.Equal("silent", await lab.Nodes[0].ConnectAsync(fifth, LabPorts.Dvrip));
        Assert.Equal("connected", await lab.Nodes[0].ConnectAsync(fourth, LabPorts.Dvrip));
    }

    [RootFact]
    public async Task One_way_is_lost_and_the_other_is_not()
    {
        await using var lab = await NetworkLab.CreateAsync(nodes: 1);
        await using var simulator = await SimulatorProcess.InLabAsync(lab, devices: 1);
        var node = lab.Nodes[0];

        await node.CutAsync(new Cut(Traffic.Devices, Direction.In));
        var answerLost = (await node.SearchAsync(simulator.Place.First), await AnswersAsync());
        await node.HealAllAsync();
        await node.CutAsync(new Cut(Traffic.Devices, Direction.Out));
        var questionLost = (await node.SearchAsync(simulator.Place.First), await AnswersAsync());
        await node.HealAllAsync();
        var healed = (await node.SearchAsync(simulator.Place.First), await AnswersAsync());

        Assert.Equal([(false, 1), (false, 1), (true, 2)], [answerLost, questionLost, healed]);

        async Task<int> AnswersAsync() => (int)(await simulator.FactsAsync(1))["discoveryAnswers"]!;
    }

    [RootFact]
    public async Task The_simulator_takes_back_the_routes_it_made_and_leaves_what_was_there()
    {
        await using var lab = await NetworkLab.CreateAsync(nodes: 1);
        await lab.Simulator.RunAsync("ip", "route", "add", "local", $"{lab.FirstDevice}/32", "dev", LabHost.Interface);
        var before = await RoutesAsync();
        await using var simulator = await SimulatorProcess.InLabAsync(lab, devices: 5);
        var during = await RoutesAsync();

        var code = await simulator.StopAsync();

        Assert.Equal(0, code);
        Assert.NotEqual(before, during);
        Assert.Equal(before, await RoutesAsync());

        Task<string> RoutesAsync() => lab.Simulator.RunAsync("ip", "route", "show", "table", "local");
    }
}

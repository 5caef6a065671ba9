using DeviceCluster.Testing.Network;
using DeviceCluster.Testing.Postgres;
using DeviceCluster.Testing.Processes;
using Npgsql;

namespace DeviceCluster.EndToEnd.Tests.Network;

/// <summary>The lab itself: what it cuts is cut and nothing else, and it leaves nothing behind.</summary>
public class NetworkLabTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [RootFact]
    public async Task Each_kind_of_traffic_is_cut_apart_from_the_others_and_heals()
    {
        await using var lab = await NetworkLab.CreateAsync(nodes: 2);
        await using var akka = await LabCalls.ListenAsync(lab.Nodes[1], LabPorts.Akka);
        await using var database = await LabCalls.ListenAsync(lab.Database, LabPorts.Database);
        await using var devices = await LabCalls.ListenAsync(lab.Simulator, LabPorts.Dvrip);
        var node = lab.Nodes[0];

        var before = await ReachedAsync();
        await node.CutAsync(new Cut(Traffic.Akka));
        var withoutAkka = await ReachedAsync();
        await node.HealAllAsync();
        await node.CutAsync(new Cut(Traffic.Database), new Cut(Traffic.Devices, Direction.In));
        var withoutBoth = await ReachedAsync();
        await node.HealAsync(new Cut(Traffic.Database));
        var withoutDevices = await ReachedAsync();
        await lab.HealAsync();

        Assert.Equal(
            ["connected connected connected", "silent connected connected", "connected silent silent", "connected connected silent", "connected connected connected"],
            [before, withoutAkka, withoutBoth, withoutDevices, await ReachedAsync()]);

        async Task<string> ReachedAsync() => string.Join(' ',
            await node.ConnectAsync(lab.Nodes[1].Address, LabPorts.Akka),
            await node.ConnectAsync(lab.Database.Address, LabPorts.Database),
            await node.ConnectAsync(lab.Simulator.Address, LabPorts.Dvrip));
    }

    [RootFact]
    public async Task One_peer_is_cut_off_and_the_other_is_not()
    {
        await using var lab = await NetworkLab.CreateAsync(nodes: 3);
        await using var second = await LabCalls.ListenAsync(lab.Nodes[1], LabPorts.Akka);
        await using var third = await LabCalls.ListenAsync(lab.Nodes[2], LabPorts.Akka);

        await lab.Nodes[0].CutAsync(new Cut(Traffic.Akka, Peer: lab.Nodes[1].Address));

        Assert.Equal("silent", await lab.Nodes[0].ConnectAsync(lab.Nodes[1].Address, LabPorts.Akka));
        Assert.Equal("connected", await lab.Nodes[0].ConnectAsync(lab.Nodes[2].Address, LabPorts.Akka));
    }

    [RootFact]
    public async Task Two_labs_live_at_once_and_leave_nothing_behind()
    {
        string[] made;
        await using (var one = await NetworkLab.CreateAsync(nodes: 1))
        await using (var other = await NetworkLab.CreateAsync(nodes: 1))
        {
            made = [one.Nodes[0].Name, one.Database.Name, one.Simulator.Name, other.Nodes[0].Name, other.Database.Name, other.Simulator.Name];
            await using var listener = await LabCalls.ListenAsync(one.Database, LabPorts.Database);

            Assert.Equal("connected", await one.Nodes[0].ConnectAsync(one.Database.Address, LabPorts.Database));
            Assert.NotEqual("connected", await other.Nodes[0].ConnectAsync(other.Database.Address, LabPorts.Database));
        }

        var left = await Command.RunAsync("ip", "-o", "link") + await Command.RunAsync("ip", "netns", "list");
        Assert.Equal(6, made.Distinct().Count());
        Assert.All(made, name => Assert.DoesNotContain(name, left, StringComparison.Ordinal));
    }

    [RootFact]
    public async Task A_process_of_the_lab_is_signalled_by_its_own_id_and_ends_with_the_lab()
    {
        await using var lab = await NetworkLab.CreateAsync(nodes: 1);
        await using var killed = lab.Nodes[0].Start("bash", ["-c", "echo ready; read line"]);
        await using var left = lab.Nodes[0].Start("bash", ["-c", "echo ready; read line"]);
        await killed.WaitForLineAsync("ready", Soon);
        await left.WaitForLineAsync("ready", Soon);

        killed.Signal("STOP");
        var stopped = State(killed.Id);
        killed.Signal("KILL");
        var code = await killed.ExitAsync(Soon);
        await lab.DisposeAsync();

        Assert.Equal(('T', 137), (stopped, code));
        Assert.Equal(137, await left.ExitAsync(Soon));
    }

    [RootFact]
    public async Task A_database_in_a_lab_is_reached_from_here_and_from_its_machines()
    {
        await using var lab = await NetworkLab.CreateAsync(nodes: 1);
        await using var server = await PostgresServer.StartAsync(
            new PostgresOptions { Address = lab.Database.Address, Port = LabPorts.Database, Prefix = lab.Database.Prefix });

        await using var connection = new NpgsqlConnection(await server.CreateDatabaseAsync("lab"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select 40 + 2", connection);

        Assert.Equal(42, await command.ExecuteScalarAsync());
        Assert.Equal("connected", await lab.Nodes[0].ConnectAsync(lab.Database.Address, LabPorts.Database));
    }

    private static char State(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return stat[stat.LastIndexOf(')') + 2];
    }
}

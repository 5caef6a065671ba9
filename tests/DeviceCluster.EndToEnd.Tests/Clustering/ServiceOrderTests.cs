using System.Text;
using System.Text.RegularExpressions;
using DeviceCluster.Client;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Testing.Clusters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace DeviceCluster.EndToEnd.Tests.Clustering;

/// <summary>A service that is no node gives its orders by the client: the loss of a node costs them time, and none of them is lost or carried out twice.</summary>
public sealed class ServiceOrderTests(ThreeNodes three) : IClassFixture<ThreeNodes>
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task Orders_of_a_service_to_all_devices_are_carried_out_once_each_while_a_node_is_killed()
    {
        using var service = Service();
        await service.StartAsync();
        var client = service.Services.GetRequiredService<IDeviceClusterClient>();
        var before = await OneEachAsync(client);
        var killed = await three.OwnerAsync(1);
        var its = await three.MarkDevicesOfAsync(killed);

        using var enough = new CancellationTokenSource();
        var giving = Numbers.Select(device => GiveAsync(client, device, enough.Token)).ToArray();
        try
        {
            await killed.KillAsync();
            // Meanwhile each of its devices has an order that nobody can carry out yet.
            await three.LoggedInAgainAsync(its);
        }
        finally
        {
            await enough.CancelAsync();
        }

        Given[] all = [.. before, .. (await Task.WhenAll(giving)).SelectMany(given => given), .. await OneEachAsync(client)];
        await service.StopAsync();
        Assert.All(all, given => Assert.Equal(new DeviceReply.Done(), given.Reply));
        await OnceEachAsync([.. all.Select(given => given.Key)]);
        await three.NoOverlapAsync();
        await three.HealAsync();
    }

    private static IEnumerable<int> Numbers => Enumerable.Range(1, ThreeNodes.Devices);

    private IHost Service()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddDeviceClusterClient(new DeviceClusterClientOptions
        {
            Seeds = [.. three.Cluster.Nodes.Select(node => node.Place.Seed)],
            Deadline = ThreeNodes.Limit,
        });
        return builder.Build();
    }

    private static async Task<List<Given>> GiveAsync(IDeviceClusterClient client, int device, CancellationToken enough)
    {
        using var pace = new PeriodicTimer(Pace);
        var given = new List<Given>();
        do
            given.Add(await OrderAsync(client, device));
        while (!enough.IsCancellationRequested && await pace.WaitForNextTickAsync(CancellationToken.None));
        return given;
    }

    private static Task<Given[]> OneEachAsync(IDeviceClusterClient client) => Task.WhenAll(Numbers.Select(device => OrderAsync(client, device)));

    // Every retry is an event: one that was carried out twice would be there twice.
    private static async Task<Given> OrderAsync(IDeviceClusterClient client, int device)
    {
        var order = new DeviceOrder(OrderKey.New(), new DeviceCommand.Retry(new DeviceId(TestCluster.Name(device))));
        return new Given(order.Key, await client.TellAsync(order));
    }

    /// <summary>In the journal every key stands once, and there are as many retries as orders.</summary>
    private async Task OnceEachAsync(IReadOnlyCollection<OrderKey> keys)
    {
        await using var connection = new NpgsqlConnection(three.Cluster.Database.ConnectionString("devicecluster"));
        await connection.OpenAsync();
        await using var retries = new NpgsqlCommand("select count(*) from journal where manifest = 'e9'", connection);
        var retried = (long)(await retries.ExecuteScalarAsync())!;
        await using var orders = new NpgsqlCommand("select message from journal where manifest = 'e14'", connection);
        await using var rows = await orders.ExecuteReaderAsync();
        var carriedOut = new StringBuilder();
        while (await rows.ReadAsync())
            carriedOut.AppendLine(Encoding.Latin1.GetString(rows.GetFieldValue<byte[]>(0)));

        var text = carriedOut.ToString();
        Assert.All(keys, key => Assert.Equal(1, Regex.Count(text, key.Value)));
        Assert.Equal(keys.Count, retried);
    }

    private sealed record Given(OrderKey Key, DeviceReply Reply);
}

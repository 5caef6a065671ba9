using System.Collections.Concurrent;
using Akka.Actor;
using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Jobs;
using DeviceCluster.Actors.Tests.Clustering;
using DeviceCluster.Actors.Tests.Storage;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Jobs;

/// <summary>The node that keeps the jobs ends in the middle of one: another goes on with it.</summary>
[Collection(OnPostgres.Name)]
public sealed class JobTakeOverTests(SharedPostgres database, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Count = 3;

    // A loss is noticed, waited for, and the jobs are read: more than a single wait of other tests.
    private static readonly TimeSpan Patience = 3 * Limits.Patience;
    private static readonly Origin Admin = new("admin", "10.0.0.9");
    private static readonly DeviceId[] Fleet = [.. Enumerable.Range(0, 24).Select(n => new DeviceId($"d{n:00}"))];

    private readonly int[] _ports = [Nodes.FreePort(), Nodes.FreePort(), Nodes.FreePort()];
    private readonly EnvelopeKey _key = EnvelopeKey.FromBase64(Convert.ToBase64String(new byte[32]), "the test's own");
    private readonly Nodes _nodes = new(output);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _nodes.StopAsync();

    [Fact]
    public async Task A_job_goes_on_at_another_node_and_no_order_is_carried_out_twice()
    {
        var nodes = await StartAsync();
        foreach (var device in Fleet)
            Assert.IsType<DeviceReply.Done>(await nodes[0].Devices.TellAsync(
                new DeviceCommand.Enrol(device, new DeviceAddress("10.0.0.7"), "admin", new Secret("secret"), Serial: null), CancellationToken.None));
        // The oldest keeps the jobs. What it sends is carried out, and it never hears of that.
        var keeper = nodes[0];
        var sent = new ConcurrentQueue<IForDevice>();
        var region = keeper.Parts.Region;
        keeper.Parts.Region = keeper.System.ActorOf(Props.Create(() => new RegionDoor(region, RegionDoor.Mode.LoseAnswers, sent)));
        var job = await Jobs(nodes[1]).StartAsync(
            new("k"), new JobWork.Command(new DeviceCommand.Retry(Fleet[0])), Fleet, 5, Admin, CancellationToken.None);
        await Limits.UntilAsync(async () => (await RetriedAsync(keeper)).Count == 5);

        await Nodes.KillAsync(keeper);
        var ended = await EndAsync(nodes[2], job);
        var again = await Jobs(nodes[1]).StartAsync(
            new("k"), new JobWork.Command(new DeviceCommand.Retry(Fleet[0])), Fleet, 5, Admin, CancellationToken.None);

        Assert.Equal(5, sent.Count);
        Assert.Equal(new JobTally(Fleet.Length, 0, 0, 0), ended.Tally);
        Assert.Equal(Fleet.Select(device => $"device-{device}"), (await RetriedAsync(nodes[1])).Order());
        Assert.Equal(job, again);
    }

    private static JobGateway Jobs(TestNode node) => node.Services.GetRequiredService<JobGateway>();

    private static Task<List<string>> RetriedAsync(TestNode node) =>
        node.Parts.Settings.Storage.ReadAsync("SELECT persistence_id FROM journal WHERE manifest = 'e9'");

    private static async Task<JobSummary> EndAsync(TestNode at, JobId job)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                if ((await Jobs(at).GetAsync(job, 0, limit.Token)).Job is { Phase: JobPhase.Ended } ended)
                    return ended;
            }
            catch (Exception e) when (e is TimeoutException or RefusedException)
            {
                // Nobody keeps them at the moment.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
        }
    }

    private async Task<TestNode[]> StartAsync()
    {
        var storage = await database.MigratedAsync();
        var membership = new MembershipSettings { Seeds = [.. _ports.Select(port => $"127.0.0.1:{port}")], Size = Count };
        var nodes = await Task.WhenAll(_ports.Select(
            port => _nodes.StartAsync(port, membership, settings => settings with { Storage = storage, Envelope = _key }, Nodes.AllNew)));
        await Nodes.UntilOneClusterAsync(nodes);
        await Task.WhenAll(nodes.Select(node => Limits.UntilAsync(async () => (await node.Cluster.IsReadyAsync(CancellationToken.None)).Ready, "the node is ready")));
        return nodes;
    }
}

using DeviceCluster.Actors.Credentials;
using DeviceCluster.Actors.Devices;
using DeviceCluster.Actors.Live;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Actors.Tests.Storage;
using DeviceCluster.Actors.Tests.Support;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Clustering;

/// <summary>The shared database is away, and a node asks for a device that would live on another: it is refused with the reason, and not left without an answer.</summary>
public sealed class OutageAcrossNodesTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly EnvelopeKey _key = EnvelopeKey.FromBase64(Convert.ToBase64String(new byte[32]), "the test's own");
    private readonly Nodes _nodes = new(output);
    private PostgresServer _server = null!;
    private TestNode[] _both = [];

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        var storage = new StorageSettings { Provider = StorageProvider.PostgreSql, ConnectionString = await _server.CreateDatabaseAsync("outage") };
        await storage.MigrateAsync();
        int[] ports = [Nodes.FreePort(), Nodes.FreePort()];
        var membership = new MembershipSettings { Seeds = [.. ports.Select(port => $"127.0.0.1:{port}")], Size = ports.Length };
        _both = await Task.WhenAll(ports.Select(
            port => _nodes.StartAsync(port, membership, settings => settings with { Storage = storage, Envelope = _key })));
        await Nodes.UntilOneClusterAsync(_both);
    }

    public async Task DisposeAsync()
    {
        await _nodes.StopAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task An_id_that_was_never_enrolled_is_refused_at_once_with_the_reason_whatever_is_asked_of_it()
    {
        var (asked, owner) = (_both[0], _both[1]);
        var stranger = await StrangerAtAsync(owner);
        await _server.StopImmediateAsync();
        await Limits.UntilAsync(() => _both.All(node => !node.Parts.Health.IsOpen), "both nodes know that the database is away");

        var report = await Assert.ThrowsAsync<RefusedException>(() => asked.Devices.ReportAsync(stranger, CancellationToken.None));
        var why = await Assert.ThrowsAsync<RefusedException>(() => asked.Devices.WhyAsync(stranger, CancellationToken.None));
        var views = await Assert.ThrowsAsync<RefusedException>(() => asked.Devices.LiveViewsAsync(stranger, CancellationToken.None));
        var order = await asked.Devices.TellAsync(new DeviceCommand.Enable(stranger), CancellationToken.None);
        var open = await asked.Devices.LiveAsync(new LiveCommand.Open(stranger, 1, StreamKind.Main), CancellationToken.None);
        var relay = await asked.Services.GetRequiredService<LiveDoor>().FindAsync(
            new LiveRunId(stranger, 1, StreamKind.Main, owner.Hubs.NextEpoch()), CancellationToken.None);

        var refusals = new[] { report.Refusal, why.Refusal, views.Refusal, Assert.IsType<DeviceReply.Refused>(order), Assert.IsType<LiveReply.Refused>(open) };
        Assert.All(refusals, refusal => Assert.Equal(RefusalCode.StorageUnavailable, refusal.Code));
        Assert.All(refusals, refusal => Assert.Contains($"127.0.0.1:{_server.Port}/outage", refusal.Reason, StringComparison.Ordinal));
        var absent = Assert.IsType<LiveFinding.Absent>(relay);
        Assert.Equal(LiveAbsence.Busy, absent.Kind);
        Assert.Contains($"127.0.0.1:{_server.Port}/outage", absent.Why, StringComparison.Ordinal);
    }

    /// <summary>Its shard has its home there by now: an outage does not hinder that, but it need not be waited for in it.</summary>
    private async Task<DeviceId> StrangerAtAsync(TestNode owner)
    {
        var address = owner.Cluster.SelfAddress;
        for (var number = 0; ; number++)
        {
            var id = new DeviceId($"stranger-{number}");
            Assert.False((await _both[0].Devices.ReportAsync(id, CancellationToken.None)).Enrolled);
            if ((await _both[0].Sharding.FindAsync(id, CancellationToken.None)).Node == address)
                return InShardOf(id);
        }
    }

    // Whoever was asked just now may still run, and would answer.
    private static DeviceId InShardOf(DeviceId id) => Enumerable.Range(0, 100_000).Select(n => new DeviceId($"nobody-{n}"))
        .First(other => DeviceSharding.ShardOf(other) == DeviceSharding.ShardOf(id));
}

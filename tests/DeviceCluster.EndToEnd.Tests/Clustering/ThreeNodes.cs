using DeviceCluster.Testing.Clusters;

namespace DeviceCluster.EndToEnd.Tests.Clustering;

/// <summary>Three nodes on PostgreSQL with a dozen recorders that are all logged in. A test leaves it as it found it: <see cref="HealAsync"/>.</summary>
public class ThreeNodes : IAsyncLifetime
{
    public const int Devices = 12;

    /// <summary>Longer than any bound of the design but that of an owner nobody knows; a test that waits so long fails.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private TestCluster? _cluster;

    public TestCluster Cluster => _cluster ?? throw new InvalidOperationException("the cluster was not started");

    public virtual Task InitializeAsync() => StartAsync(new ClusterOptions { Nodes = 3, Devices = Devices });

    public virtual async Task DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
    }

    protected async Task StartAsync(ClusterOptions options)
    {
        _cluster = await TestCluster.StartAsync(options);
        await Cluster.EnrolAsync();
        await HealAsync();
    }

    /// <summary>Every node runs and is ready, every recorder has a live session.</summary>
    public async Task HealAsync()
    {
        foreach (var node in Cluster.Nodes.Where(node => !node.IsRunning))
            await node.LaunchAsync();
        Assert.Null(await Cluster.WaitAllReadyAsync(Limit));
        Assert.Null(await Cluster.WaitAllAliveAsync(Limit));
    }

    /// <summary>The node that holds a device, by the word of the cluster.</summary>
    public async Task<ClusterNode> OwnerAsync(int device)
    {
        var shown = (await Cluster.Nodes[0].PbmAsync($"device show {TestCluster.Name(device)}")).Output;
        return Cluster.Nodes.Single(node => shown.Contains(node.Place.Seed, StringComparison.Ordinal));
    }
}

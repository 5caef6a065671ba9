using System.Globalization;
using System.Text;
using DeviceCluster.Simulator.Judging;
using DeviceCluster.Testing.Clusters;

namespace DeviceCluster.EndToEnd.Tests.Clustering;

/// <summary>Three nodes on PostgreSQL with a dozen recorders that are all logged in. A test leaves it as it found it: <see cref="HealAsync"/>.</summary>
public class ThreeNodes : IAsyncLifetime
{
    public const int Devices = 12;

    /// <summary>Longer than any bound of the design but that of an owner nobody knows; a test that waits so long fails.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private static int _kept;
    private TestCluster? _cluster;

    public TestCluster Cluster => _cluster ?? throw new InvalidOperationException("the cluster was not started");

    public virtual Task InitializeAsync() => StartAsync(new ClusterOptions
    {
        Nodes = 3,
        Devices = Devices,
        // A link to a picture outlives the loss of a node.
        Settings = new Dictionary<string, string> { ["Snapshots:Kept"] = "600s" },
    });

    public virtual async Task DisposeAsync()
    {
        if (_cluster is null)
            return;
        await KeepLogsAsync();
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

    /// <summary>The first device that another node holds than this one, and that node.</summary>
    public async Task<(int Device, ClusterNode Owner)> HeldByAnotherAsync(ClusterNode node)
    {
        for (var device = 1; device <= Devices; device++)
        {
            if (await OwnerAsync(device) is var owner && owner != node)
                return (device, owner);
        }

        throw new InvalidOperationException($"{node.Place.Name} holds all devices");
    }

    /// <summary>The devices whose sessions end at this node, by their numbers: what it loses when it goes now. Logins count from here on.</summary>
    public async Task<IReadOnlyList<int>> MarkDevicesOfAsync(ClusterNode node)
    {
        await Cluster.Simulator.MarkAsync();
        var ends = await node.ConnectionsAsync();
        int[] own = [.. (await DevicesAsync()).Where(sight => sight.Owner is { } owner && ends.Contains(owner)).Select(sight => sight.Device)];
        Assert.NotEmpty(own);
        return own;
    }

    /// <summary>While the node that had them is down: each of these has accepted a login since the mark, and it lives.</summary>
    public async Task LoggedInAgainAsync(IReadOnlyList<int> devices)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var late = new CancellationTokenSource(Limit);
        while ((await DevicesAsync()).Where(sight => devices.Contains(sight.Device) && sight is not { LoginsAccepted: > 0, IsAlive: true }).ToArray() is [_, ..] missing)
        {
            if (late.IsCancellationRequested)
                Assert.Fail(await WhyAsync(missing));
            await look.WaitForNextTickAsync();
        }
    }

    /// <summary>In the words of those who should know: the judge, and the nodes that are left.</summary>
    private async Task<string> WhyAsync(IEnumerable<DeviceSight> missing)
    {
        var words = new StringBuilder();
        foreach (var sight in missing)
        {
            words.AppendLine(CultureInfo.InvariantCulture, $"no new login within {Limit.TotalSeconds:0} s: {TestCluster.Name(sight.Device)}, seen as {sight}");
            foreach (var node in Cluster.Nodes.Where(node => node.IsRunning))
                words.AppendLine(CultureInfo.InvariantCulture, $"{node.Place.Name}: {(await node.PbmTableAsync($"device why {TestCluster.Name(sight.Device)}")).Output}");
        }

        return words.ToString();
    }

    /// <summary>No device has received a byte on an older session after it had accepted a newer login.</summary>
    public async Task NoOverlapAsync()
    {
        var judged = await Cluster.JudgeAsync();
        Assert.True(judged.OverlapEvents == 0, $"{judged.OverlapEvents} overlaps: {string.Join("; ", judged.Overlaps)}");
    }

    public Task<DeviceSight> SightAsync(int device) => Cluster.Simulator.DeviceAsync(device, Cluster.Options.Alive);

    /// <summary>Of a failure that comes once on a crowded machine they are all that is left.</summary>
    private async Task KeepLogsAsync()
    {
        if (Environment.GetEnvironmentVariable("DEVICECLUSTER_TEST_LOGS") is not { Length: > 0 } folder)
            return;
        var own = Path.Combine(folder, $"{GetType().Name}-{Environment.ProcessId}-{Interlocked.Increment(ref _kept)}");
        await Cluster.KeepOutputAsync(Directory.CreateDirectory(own).FullName);
    }

    private Task<IReadOnlyList<DeviceSight>> DevicesAsync() => Cluster.Simulator.DevicesAsync(Cluster.Options.Alive);
}

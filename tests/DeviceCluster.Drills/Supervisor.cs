using DeviceCluster.Testing.Clusters;

namespace DeviceCluster.Drills;

/// <summary>Starts nodes that have ended again, as an orchestrator would, and waits for what the cluster owes after a fault.</summary>
internal sealed class Supervisor(TestCluster cluster, DrillContext context)
{
    /// <summary>A node that ends at once is not started in a circle.</summary>
    private static readonly TimeSpan BetweenStarts = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(120);

    private readonly Dictionary<ClusterNode, long> _started = [];

    public int Restarts { get; private set; }

    /// <summary>Until all devices have a live session; how long it took, or null when the limit passed.</summary>
    public Task<TimeSpan?> AllAliveAsync(TimeSpan limit) => UntilAsync(limit, async () =>
    {
        var sight = await cluster.JudgeAsync();
        return sight.Alive == sight.Devices;
    });

    /// <summary>Until every node is ready.</summary>
    public Task<TimeSpan?> AllReadyAsync() => UntilAsync(ReadyLimit, async () =>
        (await Task.WhenAll(cluster.Nodes.Select(node => node.IsReadyAsync()))).All(ready => ready));

    /// <summary>Until no login has been accepted for this long: shards have found their balance.</summary>
    public async Task<TimeSpan?> QuietAsync(TimeSpan quiet, TimeSpan limit)
    {
        var (logins, since) = (-1L, TimeProvider.System.GetTimestamp());
        return await UntilAsync(limit, async () =>
        {
            var now = (await cluster.JudgeAsync()).LoginsAccepted;
            if (now != logins)
                (logins, since) = (now, TimeProvider.System.GetTimestamp());

            return TimeProvider.System.GetElapsedTime(since) >= quiet;
        });
    }

    private async Task<TimeSpan?> UntilAsync(TimeSpan limit, Func<Task<bool>> holds)
    {
        var begin = TimeProvider.System.GetTimestamp();
        using var look = new PeriodicTimer(Look);
        while (true)
        {
            await RestartAsync();
            if (await holds())
                return TimeProvider.System.GetElapsedTime(begin);

            if (TimeProvider.System.GetElapsedTime(begin) > limit)
                return null;

            await look.WaitForNextTickAsync(context.Stop);
        }
    }

    private async Task RestartAsync()
    {
        foreach (var node in cluster.Nodes.Where(node => !node.IsRunning))
        {
            if (_started.TryGetValue(node, out var at) && TimeProvider.System.GetElapsedTime(at) < BetweenStarts)
                continue;

            _started[node] = TimeProvider.System.GetTimestamp();
            Restarts++;
            await context.SayAsync($"{node.Place.Name} has ended with {node.ExitCode}; it is started again");
            await node.LaunchAsync();
        }
    }
}

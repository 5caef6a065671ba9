using DeviceCluster.Testing.Clusters;

namespace DeviceCluster.EndToEnd.Tests.Clustering;

/// <summary>The database goes and comes back under three nodes: sessions that are up stay up.</summary>
public sealed class DatabaseLossTests(ThreeNodes three) : IClassFixture<ThreeNodes>
{
    private const int Refused = 1;

    private static readonly TimeSpan Gone = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_database_that_is_gone_for_a_minute_costs_no_session_and_refuses_orders_with_the_reason()
    {
        await ThroughAsync(three.Cluster.Database.StopImmediateAsync, three.Cluster.Database.StartAgainAsync, Gone);
    }

    [Fact]
    public async Task A_database_that_is_frozen_costs_no_session_and_refuses_orders_with_the_reason()
    {
        await ThroughAsync(
            () =>
            {
                three.Cluster.Database.Freeze();
                return Task.CompletedTask;
            },
            () =>
            {
                three.Cluster.Database.Thaw();
                return Task.CompletedTask;
            },
            TimeSpan.FromSeconds(20));
    }

    private async Task ThroughAsync(Func<Task> away, Func<Task> back, TimeSpan howLong)
    {
        await three.HealAsync();
        await three.Cluster.Simulator.MarkAsync();

        await away();
        using var over = new CancellationTokenSource(howLong);
        await RefusedAsync(over.Token);
        // Until the end of the outage every look finds all sessions alive.
        while (!over.IsCancellationRequested)
            Assert.Null(await three.Cluster.WaitAllAliveAsync(TimeSpan.FromSeconds(10)));
        await back();

        await AcceptedAsync();
        await three.HealAsync();
        var judged = await three.Cluster.JudgeAsync();
        Assert.Equal((0, 0), (judged.SessionsLost, judged.LoginsAccepted));
    }

    /// <summary>An order that needs the journal is refused, with the reason, as long as the outage lasts.</summary>
    private async Task RefusedAsync(CancellationToken over)
    {
        var answer = await three.Cluster.Nodes[0].PbmAsync($"device set-credential {TestCluster.Name(1)} -user admin", "another");
        while (answer.ExitCode == 0 || !answer.Output.Contains("journal", StringComparison.Ordinal))
        {
            Assert.False(over.IsCancellationRequested, $"the order was not refused but: {answer.Output}");
            answer = await three.Cluster.Nodes[0].PbmAsync($"device set-credential {TestCluster.Name(1)} -user admin", "another");
        }

        Assert.Equal(Refused, answer.ExitCode);
    }

    /// <summary>An order that is journaled is carried out again: a device that is not there is enrolled.</summary>
    private async Task AcceptedAsync()
    {
        using var late = new CancellationTokenSource(ThreeNodes.Limit);
        while (await three.Cluster.Nodes[1].PbmAsync("device add spare -host 127.0.0.1 -port 1 -user admin", "none") is { ExitCode: not 0 } answer)
            Assert.False(late.IsCancellationRequested, $"the order was still refused: {answer.Output}");
        Assert.Equal(0, (await three.Cluster.Nodes[2].PbmAsync("device remove spare")).ExitCode);
    }
}

using DeviceCluster.Domain.Fencing;
using DeviceCluster.Testing.Clusters;
using DeviceCluster.Testing.Processes;

namespace DeviceCluster.EndToEnd.Tests.Clustering;

/// <summary>The database goes and comes back under three nodes: sessions that are up stay up, and after a time nothing new logs in.</summary>
public sealed class DatabaseLossTests(ThreeNodes three) : IClassFixture<ThreeNodes>
{
    private const int Refused = 1;
    private const int Ordered = 1;
    private const int Broken = 2;

    /// <summary>A login could begin and fail ten times in it.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_database_that_is_gone_for_80_s_costs_no_session_refuses_orders_with_the_reason_and_at_last_lets_nothing_new_in()
    {
        await three.HealAsync();
        await three.Cluster.Simulator.MarkAsync();

        await three.Cluster.Database.StopImmediateAsync();
        // The last beat was before.
        using var tooOld = new CancellationTokenSource(FencePolicy.Default.LoginUntil + TimeSpan.FromSeconds(1));
        await RefusedAsync(tooOld.Token);
        await AllAliveAsync(tooOld.Token);
        await StaysAwayAsync();
        await IsStillRefusedAsync();
        await three.Cluster.Database.StartAgainAsync();

        await AcceptedAsync();
        await three.HealAsync();
        var judged = await three.Cluster.JudgeAsync();
        Assert.Equal((1, 1), (judged.SessionsLost, judged.LoginsAccepted));
        Assert.Equal(1, (await three.SightAsync(Broken)).LoginsAccepted);
    }

    [Fact]
    public async Task A_database_that_is_frozen_costs_no_session_and_refuses_orders_with_the_reason()
    {
        await three.HealAsync();
        await three.Cluster.Simulator.MarkAsync();

        three.Cluster.Database.Freeze();
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await RefusedAsync(over.Token);
        await AllAliveAsync(over.Token);
        await IsStillRefusedAsync();
        three.Cluster.Database.Thaw();

        await AcceptedAsync();
        await three.HealAsync();
        var judged = await three.Cluster.JudgeAsync();
        Assert.Equal((0, 0), (judged.SessionsLost, judged.LoginsAccepted));
    }

    /// <summary>A device that loses its connection now is reachable again at once, and hears nothing of its node, which waits for the database.</summary>
    private async Task StaysAwayAsync()
    {
        var before = await AttemptsAsync();
        await three.Cluster.Simulator.FaultAsync(Broken, "reboot", new { seconds = 0.1 });

        using var late = new CancellationTokenSource(ThreeNodes.Limit);
        while (await three.Cluster.Nodes[0].PbmAsync($"device show {TestCluster.Name(Broken)}") is var shown
            && !shown.Output.Contains("the last beat of this node in the database is older than 70 s", StringComparison.Ordinal))
            Assert.False(late.IsCancellationRequested, $"the device does not say that it waits for the database but: {shown.Output}");

        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var over = new CancellationTokenSource(Watched);
        while (!over.IsCancellationRequested)
        {
            Assert.Equal(before, await AttemptsAsync());
            var judged = await three.Cluster.JudgeAsync();
            Assert.Equal((1, 0, ThreeNodes.Devices - 1), (judged.SessionsLost, judged.LoginsAccepted, judged.WithSession));
            await look.WaitForNextTickAsync();
        }
    }

    /// <summary>Logins that the device was asked for, whether or not they came to a password.</summary>
    private async Task<long> AttemptsAsync() => (long)(await three.Cluster.Simulator.FactsAsync(Broken))["challenges"]!;

    /// <summary>Until the end every look finds all sessions alive.</summary>
    private async Task AllAliveAsync(CancellationToken over)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!over.IsCancellationRequested)
        {
            Assert.Null(await three.Cluster.WaitAllAliveAsync(TimeSpan.FromSeconds(10)));
            await look.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>An order that needs the journal is refused, with the reason, as soon as the node has noticed; one that was under way is of unknown outcome.</summary>
    private async Task RefusedAsync(CancellationToken over)
    {
        while (await OrderAsync() is var answer && !IsRefused(answer))
            Assert.False(over.IsCancellationRequested, $"the order was not refused but: {answer.Output}");
    }

    private async Task IsStillRefusedAsync()
    {
        var answer = await OrderAsync();
        Assert.True(IsRefused(answer), $"the order was not refused but: {answer.Output}");
    }

    // Carried out late, it changes nothing but the journal.
    private Task<PbmAnswer> OrderAsync() => three.Cluster.Nodes[0].PbmAsync($"device retry {TestCluster.Name(Ordered)}");

    private static bool IsRefused(PbmAnswer answer) =>
        answer.ExitCode == Refused
        && answer.Output.Contains("\"storage-unavailable\"", StringComparison.Ordinal)
        && answer.Output.Contains("journal", StringComparison.Ordinal);

    /// <summary>An order that is journaled is carried out again: a device that is not there is enrolled.</summary>
    private async Task AcceptedAsync()
    {
        using var late = new CancellationTokenSource(ThreeNodes.Limit);
        while (await three.Cluster.Nodes[1].PbmAsync("device add spare -host 127.0.0.1 -port 1 -user admin", "none") is { ExitCode: not 0 } answer)
            Assert.False(late.IsCancellationRequested, $"the order was still refused: {answer.Output}");
        Assert.Equal(0, (await three.Cluster.Nodes[2].PbmAsync("device remove spare")).ExitCode);
    }
}

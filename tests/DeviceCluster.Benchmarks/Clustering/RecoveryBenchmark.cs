using System.Diagnostics;
using Akka.Actor;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Benchmarks.Clustering;

/// <summary>
/// From the start of a node on a database with enrolled devices until every one of them answers without having been asked before: its start, and the pace
/// of its waker, are part of it. The peer is what Akka itself has for this, shards that remember their entities in the journal: it begins them all at once.
/// So the ratio tells what it costs that a thousand recorders are not logged in to in one second.
/// </summary>
internal sealed class RecoveryBenchmark() : HistoryBenchmark(pairs: 3)
{
    public override string Name => "cluster-recovery";

    public override string What => "devices per second from a node's start until all answer, against shards that remember plain persistent actors";

    private protected override async Task<double> OursAsync(Histories histories, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        await using var fleet = await DisabledFleet.StartAsync(histories.Folder, histories.Ours, Histories.Devices, stop);
        await UntilAllRunAsync(fleet.RunningAsync, stop);
        await AskAllAsync(histories, fleet.Gateway.ReportAsync, stop);
        return PerSecond(Stopwatch.GetElapsedTime(start));
    }

    private protected override async Task<double> PeerAsync(Histories histories, CancellationToken stop)
    {
        await RememberAsync(histories, stop);
        var start = Stopwatch.GetTimestamp();
        await using var plain = await PlainNode.StartRememberingAsync(histories.Peer, stop);
        await UntilAllRunAsync(plain.RunningAsync, stop);
        await AskAllAsync(histories, plain.AskAsync, stop);
        return PerSecond(Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Whoever was asked once is remembered; the second time all are.</summary>
    private static async Task RememberAsync(Histories histories, CancellationToken stop)
    {
        if (histories.PeerRemembers)
            return;

        await using var plain = await PlainNode.StartRememberingAsync(histories.Peer, stop);
        await AskAllAsync(histories, (device, end) => RememberAsync(plain, device, end), stop);
        histories.PeerRemembers = true;
    }

    /// <summary>A shard whose journal is slow to write down whom it remembers is restarted, and the question is lost with it.</summary>
    private static async Task RememberAsync(PlainNode plain, DeviceId device, CancellationToken stop)
    {
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                await plain.AskAsync(device, stop);
                return;
            }
            catch (AskTimeoutException)
            {
                // Asked again.
            }
        }
    }
}

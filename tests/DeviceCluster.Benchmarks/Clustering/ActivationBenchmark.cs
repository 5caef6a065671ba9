using System.Diagnostics;
using DeviceCluster.Actors.Sessions;

namespace DeviceCluster.Benchmarks.Clustering;

/// <summary>
/// The first question to each device of a node that has just started: entities per second that recover and answer, by the door that HTTP and pbm use.
/// The peer is a plain persistent actor each, made and asked on its own: what recovering costs without shards, session, fence and tables of state.
/// </summary>
internal sealed class ActivationBenchmark() : HistoryBenchmark(pairs: 5)
{
    // The waker would begin them before they are asked.
    private static readonly SessionSettings HardlyWoken = new() { WakesPerSecond = 1, WakeEvery = TimeSpan.FromHours(1) };

    public override string Name => "cluster-activation";

    public override string What => "devices per second that answer their first question after a node's start, against plain persistent actors";

    private protected override async Task<double> OursAsync(Histories histories, CancellationToken stop)
    {
        await using var fleet = await DisabledFleet.StartAsync(histories.Folder, histories.Ours, Histories.Devices, stop, HardlyWoken);
        await fleet.UntilReadyAsync(stop);
        var start = Stopwatch.GetTimestamp();
        await AskAllAsync(histories, fleet.Gateway.ReportAsync, stop);
        return PerSecond(Stopwatch.GetElapsedTime(start));
    }

    private protected override async Task<double> PeerAsync(Histories histories, CancellationToken stop)
    {
        await using var plain = await PlainNode.StartAsync(histories.Peer, stop);
        var start = Stopwatch.GetTimestamp();
        await AskAllAsync(histories, plain.ActivateAsync, stop);
        return PerSecond(Stopwatch.GetElapsedTime(start));
    }
}

using Akka.Actor;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Benchmarks.Clustering;

/// <summary>A question on the device's own node, by the door that HTTP and pbm use.</summary>
internal sealed class LocalAskBenchmark : AskBenchmark
{
    public override string Name => "cluster-ask-local";

    public override string What => "answers of devices per second on their own node, against bare Akka ask";

    private protected override Task<IAsker> BeginAsync(DisabledFleet fleet, CancellationToken stop) => Task.FromResult<IAsker>(new Gateway(fleet));

    private protected override IReadOnlyList<ICanTell> Peers(EchoSystems echo) => echo.Local;

    private sealed class Gateway(DisabledFleet fleet) : IAsker
    {
        public Task AskAsync(DeviceId device, CancellationToken stop) => fleet.Gateway.ReportAsync(device, stop);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

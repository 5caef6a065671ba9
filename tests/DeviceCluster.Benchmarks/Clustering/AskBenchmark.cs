using System.Globalization;
using Akka.Actor;
using DeviceCluster.Actors.Storage;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Benchmarks.Clustering;

/// <summary>Answers per second of device entities, against plain actors that are asked the same under the same serializer.</summary>
internal abstract class AskBenchmark : IBenchmark
{
    private const int Devices = 200;
    private const int PairsTaken = 7;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public abstract string Name { get; }

    public abstract string What { get; }

    public Bar Wanted { get; } = Bar.AtLeast(0.5);

    public async Task<BenchmarkResult> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("devicecluster-bench-").FullName;
        try
        {
            await using var fleet = await DisabledFleet.StartAsync(folder, new StorageSettings(), Devices, cancellationToken);
            await fleet.EnrolAsync(cancellationToken);
            await using var echo = await EchoSystems.StartAsync(fleet.Devices);
            await using var asker = await BeginAsync(fleet, cancellationToken);
            var (ours, peer, ratio) = Pairs.Measure(
                PairsTaken,
                () => Rate(n => asker.AskAsync(fleet.Devices[n % Devices], cancellationToken)),
                () => Rate(n => Peers(echo)[n % Devices].Ask<DeviceReport>(new DeviceQuery.GetReport(fleet.Devices[n % Devices]), DisabledFleet.Patience, cancellationToken)));
            return new BenchmarkResult(Text(ours), Text(peer), ratio);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private protected abstract Task<IAsker> BeginAsync(DisabledFleet fleet, CancellationToken stop);

    private protected abstract IReadOnlyList<ICanTell> Peers(EchoSystems echo);

    // A benchmark's own thread may wait: nothing else runs on it.
    private static double Rate(Func<int, Task> ask) => AskLoad.PerSecondAsync(Round, ask).GetAwaiter().GetResult();

    private static string Text(double perSecond) => string.Create(CultureInfo.InvariantCulture, $"{perSecond:0}/s");
}

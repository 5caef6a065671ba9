using DeviceCluster.Testing.Clusters;

namespace DeviceCluster.Drills;

/// <summary>What every drill is given: its seed, where it tells how far it is, and a folder for what the nodes said.</summary>
internal sealed class DrillContext(int seed, TextWriter progress, string logs, CancellationToken stop)
{
    private readonly long _started = TimeProvider.System.GetTimestamp();

    public int Seed => seed;

    public CancellationToken Stop => stop;

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_started);

    public Task SayAsync(string words) => progress.WriteLineAsync($"drill: {Elapsed:mm\\:ss} {words}");

    /// <summary>Keeps the output of every process, whether the drill held or not; of a drill with several clusters each in a folder of its own.</summary>
    public async Task KeepOutputAsync(TestCluster cluster, string part = "")
    {
        var folder = Directory.CreateDirectory(Path.Combine(logs, part)).FullName;
        await cluster.KeepOutputAsync(folder);
        await SayAsync($"what the processes said is in {folder}");
    }
}

using System.Diagnostics.Metrics;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Jobs;
using DeviceCluster.Domain.Ptz;
using DeviceCluster.Sdk;

namespace DeviceCluster.Actors;

/// <summary>What devices are asked and ordered, as metrics that are written where it happens. No device is in a label: their number has no bound.</summary>
internal sealed class AskingMeter : IDisposable
{
    // A session is asked in milliseconds, or waits for its device for seconds.
    private static readonly InstrumentAdvice<double> Seconds =
        new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 20] };

    private readonly Meter _meter = new(NodeMetrics.MeterName);
    private readonly Histogram<double> _answers;
    private readonly Counter<long> _pictures;
    private readonly Counter<long> _shared;
    private readonly Counter<long> _moves;
    private readonly Counter<long> _stops;
    private readonly Counter<long> _takeOvers;
    private readonly Counter<long> _items;

    public AskingMeter()
    {
        _answers = _meter.CreateHistogram(
            "devicecluster.request.duration", "s", "From the device's desk to the answer, by what is asked and how it ended", advice: Seconds);
        _pictures = _meter.CreateCounter<long>("devicecluster.snapshot.pictures", description: "Pictures that devices were asked for, by how that ended");
        _shared = _meter.CreateCounter<long>("devicecluster.snapshot.shared", description: "Who got a picture that was taken for somebody else");
        _moves = _meter.CreateCounter<long>("devicecluster.ptz.moves", description: "Moves of cameras and lenses that were told to them");
        _stops = _meter.CreateCounter<long>("devicecluster.ptz.stops", description: "Stops of cameras, by why");
        _takeOvers = _meter.CreateCounter<long>("devicecluster.ptz.takeovers", description: "Cameras that somebody took over from another");
        _items = _meter.CreateCounter<long>("devicecluster.job.items", description: "Orders of jobs to one device, by how they ended; told by the node that keeps the jobs");
    }

    /// <summary>A request was answered; zero: by the desk itself.</summary>
    public void Answered(SessionRequest request, IRefusal? refusal, TimeSpan took) =>
        _answers.Record(took.TotalSeconds, Label("feature", Feature(request)), Label("end", refusal is null ? "answered" : Word($"{refusal.Code}")));

    /// <summary>What became of a picture that a device was asked for.</summary>
    public void Picture(bool taken, Exception? failure) => _pictures.Add(1, Label("end", (taken, failure) switch
    {
        (true, _) => "taken",
        (_, null) or (_, SdkException { Code: SdkErrors.BadAnswer }) => "not_a_picture",
        (_, SdkException { Code: SdkErrors.NetworkError }) => "timed_out",
        _ => "failed",
    }));

    public void Shared() => _shared.Add(1);

    public void Moved() => _moves.Add(1);

    public void Stopped(StopReason reason) => _stops.Add(1, Label("reason", Word($"{reason}")));

    public void TakenOver() => _takeOvers.Add(1);

    public void ItemEnded(JobResult result) => _items.Add(1, Label("end", Word($"{result}")));

    public void Dispose() => _meter.Dispose();

    // Contracts keep the requests of a feature under its name: ptz, clock, …
    private static string Feature(SessionRequest request) => Word(request.GetType().Namespace!.Split('.')[^1]);

    // DeadMan → dead_man
    private static string Word(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? $"_{c}" : $"{c}")).ToLowerInvariant();

    private static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);
}

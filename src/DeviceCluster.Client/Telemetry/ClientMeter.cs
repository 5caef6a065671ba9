using System.Diagnostics.Metrics;
using DeviceCluster.Client.Asking;

namespace DeviceCluster.Client.Telemetry;

/// <summary>The figures of questions to the cluster. No label names a device: their number has no bound.</summary>
internal sealed class ClientMeter : IDisposable
{
    public const string Name = "DeviceCluster.Client";

    private readonly Meter _meter;
    private readonly Counter<long> _asked;
    private readonly Counter<long> _again;
    private readonly Counter<long> _rejoins;
    private readonly Histogram<double> _seconds;

    public ClientMeter(InFlight inFlight)
    {
        _meter = new Meter(new MeterOptions(Name) { Scope = this });
        _asked = _meter.CreateCounter<long>("devicecluster.client.asked", description: "Questions to the cluster, by how they ended");
        _again = _meter.CreateCounter<long>("devicecluster.client.sent_again", description: "How often a question had to be sent again");
        _rejoins = _meter.CreateCounter<long>("devicecluster.client.rejoins", description: "How often this member was taken out and joined anew");
        _seconds = _meter.CreateHistogram<double>("devicecluster.client.duration", "s", "Time from question to answer");
        _meter.CreateObservableGauge("devicecluster.client.in_flight", () => inFlight.Count, description: "Questions without an answer now");
    }

    public void CountAsked(string end, int sent, TimeSpan took)
    {
        _asked.Add(1, new KeyValuePair<string, object?>("end", end));
        if (sent > 1)
            _again.Add(sent - 1);
        _seconds.Record(took.TotalSeconds);
    }

    public void CountRejoin() => _rejoins.Add(1);

    public void Dispose() => _meter.Dispose();
}

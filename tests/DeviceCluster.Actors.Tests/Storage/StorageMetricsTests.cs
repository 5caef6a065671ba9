using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using DeviceCluster.Actors.Tests.Support;
using Xunit.Abstractions;

namespace DeviceCluster.Actors.Tests.Storage;

/// <summary>What the storage counts can be read as metrics.</summary>
public sealed class StorageMetricsTests(ITestOutputHelper output) : ScriptedNodeTest(output)
{
    [Fact]
    public async Task Failed_writes_and_waiting_dropped_and_returned_states_are_metrics()
    {
        await using var node = await StartAsync();
        var seen = new ConcurrentBag<(string Name, long Value)>();
        using var listener = new MeterListener();
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen.Add((instrument.Name, value)));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => seen.Add((instrument.Name, value)));
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name.StartsWith("devicecluster.storage.", StringComparison.Ordinal))
                l.EnableMeasurementEvents(instrument);
        };
        listener.Start();

        for (var n = 0; n < 4711; n++)
            node.Parts.Health.Failed(new IOException("disk full"));
        listener.RecordObservableInstruments();

        // Other nodes of this process, of tests beside this one, tell theirs too.
        Assert.Contains(seen, m => m.Name == "devicecluster.storage.journal_failures" && m.Value >= 4711);
        Assert.Equal(
            [
                "devicecluster.storage.batches_returned", "devicecluster.storage.journal_failures",
                "devicecluster.storage.statuses_dropped", "devicecluster.storage.statuses_waiting",
            ],
            seen.Select(m => m.Name).Distinct().Order());
    }
}

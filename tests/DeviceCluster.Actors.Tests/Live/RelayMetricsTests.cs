using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using DeviceCluster.Actors.Live;

namespace DeviceCluster.Actors.Tests.Live;

/// <summary>What relays count can be read as metrics.</summary>
public sealed class RelayMetricsTests : RelayFixture
{
    [Fact]
    public void Relays_their_bytes_their_losses_and_their_ends_are_metrics()
    {
        var relays = Parts.Relays;
        relays.Began();
        relays.Began();
        relays.Ended(RelayEndKind.Silent);
        relays.Pulled(bytes: 471_101, frames: 471_102, garbage: 471_103);
        relays.Lost(471_104);
        var seen = new ConcurrentBag<(string Name, long Value, string? End)>();
        using var listener = new MeterListener();
        listener.SetMeasurementEventCallback<long>((of, value, tags, _) => seen.Add((of.Name, value, tags is [var end] ? $"{end.Value}" : null)));
        listener.SetMeasurementEventCallback<int>((of, value, _, _) => seen.Add((of.Name, value, null)));
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name.StartsWith("devicecluster.relay.", StringComparison.Ordinal))
                l.EnableMeasurementEvents(instrument);
        };
        listener.Start();

        listener.RecordObservableInstruments();

        // Other nodes of this process, of tests beside this one, tell theirs too.
        Assert.Contains(("devicecluster.relay.open", 1, null), seen);
        Assert.Contains(("devicecluster.relay.bytes", 471_101, null), seen);
        Assert.Contains(("devicecluster.relay.frames", 471_102, null), seen);
        Assert.Contains(("devicecluster.relay.garbage", 471_103, null), seen);
        Assert.Contains(("devicecluster.relay.frames_dropped", 471_104, null), seen);
        Assert.Contains(("devicecluster.relay.ends", 1, "Silent"), seen);
        Assert.Equal(Enum.GetNames<RelayEndKind>().Order(), seen.Select(m => m.End).OfType<string>().Distinct().Order());
    }
}

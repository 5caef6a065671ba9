using System.Collections.Concurrent;
using DeviceCluster.Contracts.Clock;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Domain.Clock;

namespace DeviceCluster.Actors.Asking;

/// <summary>What was measured of the devices' clocks while they are on this node, whatever their logins and entities go through meanwhile.</summary>
internal sealed class ClockBook
{
    private readonly ConcurrentDictionary<DeviceId, ClockSamples> _samples = new();

    public ClockSamples Of(DeviceId device) => _samples.GetValueOrDefault(device, ClockSamples.None);

    public void Add(ClockReport measured)
    {
        var sample = new ClockSample(measured.At, measured.Offset, measured.RoundTrip);
        _samples.AddOrUpdate(measured.Device, _ => ClockSamples.None.With(sample), (_, before) => before.With(sample));
    }

    /// <summary>The clock was set, or may have been, or the device has left: what was measured says nothing any more.</summary>
    public void Forget(DeviceId device) => _samples.TryRemove(device, out _);
}

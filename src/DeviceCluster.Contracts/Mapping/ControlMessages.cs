using System.Collections.Immutable;
using DeviceCluster.Contracts.Control;
using DeviceCluster.Contracts.Wire;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>Orders to a device as a whole.</summary>
internal static class ControlMessages
{
    public static ImmutableArray<WireType> Types { get; } =
    [
        WireType.Of<ControlOrder.Reboot, DeviceOnly>("x1", m => new() { Device = m.Device.Value }, DeviceOnly.Parser, d => new(new(d.Device))),
        WireType.Of<ControlOrder.ShutDown, DeviceOnly>("x2", m => new() { Device = m.Device.Value }, DeviceOnly.Parser, d => new(new(d.Device))),
    ];
}

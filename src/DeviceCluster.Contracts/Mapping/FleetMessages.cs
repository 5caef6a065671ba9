using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Fleet;
using DeviceCluster.Contracts.Wire;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>Questions about all devices, and their answers.</summary>
internal static class FleetMessages
{
    public static ImmutableArray<WireType> Types { get; } =
    [
        WireType.Of("f1", ToWire, FleetListData.Parser, d => new FleetQuery.List(d.HasAfter ? new DeviceId(d.After) : null, d.Limit)),
        WireType.Of("f2", ToWire, FleetPageData.Parser, d => new FleetReply.Page(
            [.. d.Devices.Select(FromWire)], d.HasNext ? new DeviceId(d.Next) : null)),
        WireType.Of<FleetReply.Refused, RefusalData>(
            "f3", m => m.ToWire(), RefusalData.Parser,
            d => new((RefusalCode)d.Code, d.Reason, d.Remedy)),
    ];

    private static FleetListData ToWire(FleetQuery.List m)
    {
        var data = new FleetListData { Limit = m.Limit };
        if (m.After is { } after)
            data.After = after.Value;
        return data;
    }

    private static FleetPageData ToWire(FleetReply.Page m)
    {
        var data = new FleetPageData { Devices = { m.Devices.Select(ToWire) } };
        if (m.Next is { } next)
            data.Next = next.Value;
        return data;
    }

    private static FleetDeviceData ToWire(FleetDevice m)
    {
        var data = new FleetDeviceData
        {
            Device = m.Device.Value,
            Address = m.Address.ToWire(),
            Enabled = m.Enabled,
            Since = m.Since.ToWire(),
            Reason = m.Reason,
            Tags = { m.Tags.ToWire() },
        };
        if (m.Name is { } name)
            data.Name = name;
        if (m.Serial is { } serial)
            data.Serial = serial;
        if (m.Channels is { } channels)
            data.Channels = channels;
        if (m.Phase is { } phase)
            data.Phase = (int)phase;
        if (m.Node is { } node)
            data.Node = node;
        return data;
    }

    private static FleetDevice FromWire(FleetDeviceData d) => new(
        new(d.Device),
        d.Address.FromWire(),
        d.HasSerial ? d.Serial : null,
        d.HasChannels ? d.Channels : null,
        d.Enabled,
        d.HasPhase ? (SessionPhase)d.Phase : null,
        d.Since.OrNull(),
        d.Reason,
        d.HasNode ? d.Node : null,
        d.HasName ? d.Name : null,
        d.Tags.FromWire());
}

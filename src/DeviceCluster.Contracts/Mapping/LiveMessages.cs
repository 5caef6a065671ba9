using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Contracts.Wire;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>Orders to a device about live views, and its answers.</summary>
internal static class LiveMessages
{
    public static ImmutableArray<WireType> Types { get; } =
    [
        WireType.Of<LiveCommand.Open, LiveTargetData>(
            "l1", m => Target(m.Device, m.Channel, m.Stream, m.By), LiveTargetData.Parser,
            d => new(new(d.Device), d.Channel, (StreamKind)d.Stream) { By = Origin(d) }),
        WireType.Of<LiveCommand.Close, LiveTargetData>(
            "l2", m => Target(m.Device, m.Channel, m.Stream, m.By), LiveTargetData.Parser,
            d => new(new(d.Device), d.Channel, (StreamKind)d.Stream) { By = Origin(d) }),
        WireType.Of<LiveCommand.List, DeviceOnly>(
            "l3", m => new() { Device = m.Device.Value }, DeviceOnly.Parser, d => new(new(d.Device))),
        WireType.Of<LiveReply.Offered, OfferData>("l4", m => ToWire(m.Offer), OfferData.Parser, d => new(FromWire(d))),
        WireType.Of<LiveReply.Closed, LiveClosedData>(
            "l5", m => new() { Viewers = m.Viewers }, LiveClosedData.Parser, d => new(d.Viewers)),
        WireType.Of<LiveReply.Refused, RefusalData>(
            "l6", m => m.ToWire(), RefusalData.Parser,
            d => new((RefusalCode)d.Code, d.Reason, d.Remedy, d.Error.OrNull())),
        WireType.Of<LiveList, LiveListData>(
            "l7", m => new() { Device = m.Device.Value, Views = { m.Views.Select(ToWire) } }, LiveListData.Parser,
            d => new(new(d.Device), [.. d.Views.Select(FromWire)])),
        WireType.Of<LiveCommand.Find, LiveRunData>(
            "l8", m => new() { Device = m.Device.Value, Channel = m.Channel, Stream = (int)m.Stream, Epoch = m.Epoch }, LiveRunData.Parser,
            d => new(new(d.Device), d.Channel, (StreamKind)d.Stream, d.Epoch)),
    ];

    private static Origin? Origin(LiveTargetData d) => d.Who.Length == 0 ? null : new(
        Allowed.Name(d.Who, Devices.Origin.MaxLength, "who orders"), Allowed.Text(d.Where, Devices.Origin.MaxLength, "from where"));

    private static LiveTargetData Target(DeviceId device, int channel, StreamKind stream, Origin? by) =>
        new() { Device = device.Value, Channel = channel, Stream = (int)stream, Who = by?.Who ?? "", Where = by?.Where ?? "" };

    private static OfferData ToWire(MediaOffer m) => new()
    {
        Device = m.Device.Value,
        Channel = m.Channel,
        Stream = (int)m.Stream,
        VideoCodec = m.VideoCodec,
        Width = m.Width,
        Height = m.Height,
        Epoch = m.Epoch,
        Expires = m.Expires.ToWire(),
        Links = { m.Links.Select(link => new LinkData { Container = link.Container, Url = link.Url }) },
    };

    private static MediaOffer FromWire(OfferData d) => new(
        new(d.Device),
        d.Channel,
        (StreamKind)d.Stream,
        d.VideoCodec,
        d.Width,
        d.Height,
        d.Epoch,
        d.Expires.FromWire(),
        [.. d.Links.Select(link => new MediaLink(link.Container, link.Url))]);

    private static LiveViewData ToWire(LiveView m) => new()
    {
        Device = m.Device.Value,
        Channel = m.Channel,
        Stream = (int)m.Stream,
        VideoCodec = m.VideoCodec,
        Viewers = m.Viewers,
        Frames = m.Frames,
        Bytes = m.Bytes,
        Dropped = m.Dropped,
        Since = m.Since.ToWire(),
        Epoch = m.Epoch,
    };

    private static LiveView FromWire(LiveViewData d) => new(
        new(d.Device),
        d.Channel,
        (StreamKind)d.Stream,
        d.VideoCodec,
        d.Viewers,
        d.Frames,
        d.Bytes,
        d.Dropped,
        d.Since.FromWire(),
        d.Epoch);
}

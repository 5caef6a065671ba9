using System.Collections.Immutable;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Contracts.Snapshots;
using DeviceCluster.Contracts.Wire;

namespace DeviceCluster.Contracts.Mapping;

/// <summary>Orders for pictures, and where they can be read.</summary>
internal static class SnapshotMessages
{
    public static ImmutableArray<WireType> Types { get; } =
    [
        WireType.Of("p1", ToWire, TakePictureData.Parser, d => new SnapshotOrder.Take(
            new(d.Device), d.Channel, d.HasPreset ? d.Preset : null, d.By.OrNull())),
        WireType.Of("p2", ToWire, PictureOfferData.Parser, FromWire),
    ];

    private static TakePictureData ToWire(SnapshotOrder.Take m)
    {
        var data = new TakePictureData { Device = m.Device.Value, Channel = m.Channel, By = m.By?.ToWire() };
        if (m.Preset is { } preset)
            data.Preset = preset;
        return data;
    }

    private static PictureOfferData ToWire(PictureOffer m) => new()
    {
        Device = m.Device.Value,
        Channel = m.Channel,
        At = m.At.ToWire(),
        Bytes = m.Bytes,
        Width = m.Width,
        Height = m.Height,
        IsShared = m.IsShared,
        Expires = m.Expires.ToWire(),
        Link = new() { Container = m.Link.Container, Url = m.Link.Url },
    };

    private static PictureOffer FromWire(PictureOfferData d) => new(
        new(d.Device), d.Channel, d.At.FromWire(), d.Bytes, d.Width, d.Height, d.IsShared, d.Expires.FromWire(), FromWire(d.Link));

    private static MediaLink FromWire(LinkData? d) => d is null
        ? throw new ArgumentException("the link is missing")
        : new(
            Allowed.Name(d.Container, MediaLink.MaxContainer, "the container of the link"),
            Allowed.Name(d.Url, MediaLink.MaxUrl, "the URL of the link"));
}

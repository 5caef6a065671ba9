using DeviceCluster.Actors.Live;
using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Contracts.Snapshots;

namespace DeviceCluster.Actors.Snapshots;

/// <summary>Offers of pictures that are kept here.</summary>
internal static class PictureOffers
{
    /// <summary>For who will read it from outside the cluster.</summary>
    public static PictureOffer Offer(this NodeParts parts, StoredPicture picture, bool isShared) =>
        Offer(parts, picture, isShared, parts.Settings.MediaBase);

    /// <summary>For another node; what is not kept any more is refused.</summary>
    public static object FindPicture(this NodeParts parts, DeviceQuery.FindPicture find) =>
        parts.Pictures.TryGet(find.Device, find.Channel, find.Number, out var picture)
            ? Offer(parts, picture, isShared: true, parts.Settings.NodeMediaBase)
            : new DeviceReply.Refused(RefusalCode.Offline, "the picture is not kept any more", "take another");

    private static PictureOffer Offer(NodeParts parts, StoredPicture picture, bool isShared, Uri at)
    {
        var token = parts.Tickets.Issue(
            new MediaGrant(picture.Device, picture.Channel, default, picture.Number, picture.Expires) { Kind = MediaKind.Picture });
        var url = $"{at.AbsoluteUri.TrimEnd('/')}/media/picture/{picture.Device}/{picture.Channel}.jpg?token={token}";
        return new PictureOffer(
            picture.Device, picture.Channel, picture.Number, picture.At, picture.Bytes.Length, picture.Size.Width, picture.Size.Height, isShared,
            picture.Expires, new MediaLink("jpg", url));
    }
}

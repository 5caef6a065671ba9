using System.Collections.Immutable;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Contracts.Live;

/// <summary>The streams a camera offers of one channel.</summary>
public enum StreamKind
{
    Main = 0,
    Extra1 = 1,
    Extra2 = 2,
    Extra3 = 3,
}

/// <summary>Orders to a device about live views. Channels count from 1.</summary>
public abstract record LiveCommand(DeviceId Device) : IForDevice
{
    /// <summary>Starts the view if it does not run yet. Answered by <see cref="LiveReply"/> when the first key frame has come.</summary>
    public sealed record Open(DeviceId Device, int Channel, StreamKind Stream) : LiveCommand(Device)
    {
        /// <summary>Who orders it and from where; null: that is not told.</summary>
        public Origin? By { get; init; }

        /// <summary>What is wanted, in words for people.</summary>
        public string Words => $"open the live view {Stream} of channel {Channel}";
    }

    /// <summary>Ends the view for all its viewers.</summary>
    public sealed record Close(DeviceId Device, int Channel, StreamKind Stream) : LiveCommand(Device)
    {
        /// <summary>Who orders it and from where; null: that is not told.</summary>
        public Origin? By { get; init; }

        /// <summary>What is wanted, in words for people.</summary>
        public string Words => $"close the live view {Stream} of channel {Channel}";
    }

    /// <summary>
    /// Asks for an offer of the run of a view that has this epoch, with links for other nodes of the cluster. It never starts a view: a run that
    /// has ended is refused.
    /// </summary>
    public sealed record Find(DeviceId Device, int Channel, StreamKind Stream, long Epoch) : LiveCommand(Device);

    /// <summary>Answered by <see cref="LiveList"/>.</summary>
    public sealed record List(DeviceId Device) : LiveCommand(Device);
}

/// <summary>The answer to a <see cref="LiveCommand"/>.</summary>
public abstract record LiveReply
{
    public sealed record Offered(MediaOffer Offer) : LiveReply;

    public sealed record Closed(int Viewers) : LiveReply;

    public sealed record Refused(RefusalCode Code, string Reason, string Remedy, DeviceError? SdkError = null) : LiveReply, IRefusal;
}

/// <summary>Where a live view can be read, for a short time. The URLs are opaque: they carry a signed token and are never built by a client.</summary>
public sealed record MediaOffer(
    DeviceId Device,
    int Channel,
    StreamKind Stream,
    string VideoCodec,
    int Width,
    int Height,
    long Epoch,
    DateTimeOffset Expires,
    ImmutableArray<MediaLink> Links);

/// <summary>One container of an offer: <c>h264</c>, <c>h265</c> (Annex B) or <c>dav</c>; of a picture <c>jpg</c>.</summary>
public sealed record MediaLink(string Container, string Url)
{
    public const int MaxContainer = 16;
    public const int MaxUrl = 2048;

    // The URL holds the token, so it is not for logs.
    public override string ToString() => $"{Container} link";
}

/// <summary>The live views of one device.</summary>
public sealed record LiveList(DeviceId Device, ImmutableArray<LiveView> Views) : IForDevice;

/// <summary>One running live view and its figures since it began.</summary>
public sealed record LiveView(
    DeviceId Device,
    int Channel,
    StreamKind Stream,
    string VideoCodec,
    int Viewers,
    long Frames,
    long Bytes,
    long Dropped,
    DateTimeOffset Since,
    long Epoch) : IForDevice;

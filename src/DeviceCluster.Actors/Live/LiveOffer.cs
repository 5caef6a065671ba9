using System.Collections.Immutable;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Actors.Live;

/// <summary>What a running view can offer: codec and size of its pictures, told by the first key frame.</summary>
internal sealed record LiveOffer(LiveRun Run, VideoCodec Codec, int Width, int Height)
{
    public static LiveOffer Of(LiveRun run) => new(run, run.Hub.Format.Codec, run.Hub.Format.Width, run.Hub.Format.Height);

    /// <summary>For who will read it from outside the cluster.</summary>
    public LiveReply.Offered ToReply(NodeParts parts) => ToReply(parts, parts.Settings.MediaBase);

    /// <summary>For another node's relay.</summary>
    public LiveReply.Offered ToNode(NodeParts parts) => ToReply(parts, parts.Settings.NodeMediaBase);

    /// <summary>Each answer has a token of its own, good for a short time.</summary>
    private LiveReply.Offered ToReply(NodeParts parts, Uri at)
    {
        var expires = parts.Now + parts.Settings.Live.Ticket;
        var token = parts.Tickets.Issue(new MediaGrant(Run.Device, Run.Channel, Run.Stream, Run.Epoch, expires));
        ImmutableArray<string> containers = Codec is VideoCodec.H264 or VideoCodec.H265 ? [LiveRun.CodecName(Codec), "dav"] : ["dav"];
        return new LiveReply.Offered(new MediaOffer(
            Run.Device,
            Run.Channel,
            Run.Stream,
            LiveRun.CodecName(Codec),
            Width,
            Height,
            Run.Epoch,
            expires,
            [.. containers.Select(container => new MediaLink(container, Url(at, container, token)))]));
    }

    private string Url(Uri at, string container, string token) =>
        $"{at.AbsoluteUri.TrimEnd('/')}/media/live/{Run.Device}/{Run.Channel}/{StreamName(Run.Stream)}.{container}?token={token}";

    private static string StreamName(StreamKind stream) => stream switch
    {
        StreamKind.Main => "main",
        StreamKind.Extra1 => "extra1",
        StreamKind.Extra2 => "extra2",
        _ => "extra3",
    };
}

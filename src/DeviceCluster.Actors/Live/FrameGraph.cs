using System.Threading.Channels;
using Akka.Streams.Dsl;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>The way of a live frame: out of the SDK's channel, classified, to the viewers.</summary>
public static class FrameGraph
{
    /// <summary>To be run once: the channel has one reader. Ends when the channel is completed or the materializer's actor stops.</summary>
    public static IRunnableGraph<LiveHub> Build(ChannelReader<Frame> frames, KeyFrameHubOptions options) =>
        ChannelSource.FromReader(frames)
            .Select(new FrameClassifier().Classify)
            .ToMaterialized(new KeyFrameHub(options), Keep.Right);
}

using Akka.Event;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>What a live view waits for outside its mailbox; the outcome comes back as a tick.</summary>
internal static class LiveWaits
{
    public static async Task StopSourceAsync(LiveSource source, NodeParts parts, ILoggingAdapter log)
    {
        try
        {
            await parts.Lanes.Control.RunAsync(source.Stop, parts.Settings.Sessions.ControlDeadline);
        }
        catch (Exception e)
        {
            log.Warning(e, "A live source was not stopped in order; it ends with its login");
        }
    }

    public static async Task<LiveTick> FirstKeyFrameAsync(LiveHub hub)
    {
        try
        {
            await hub.FirstKeyFrame;
            return new LiveTick.FirstKeyFrame();
        }
        catch (OperationCanceledException)
        {
            return new LiveTick.StreamEnded("the stream ended before its first key frame");
        }
    }

    public static async Task<LiveTick> EndAsync(LiveHub hub)
    {
        try
        {
            return new LiveTick.StreamEnded($"the stream ended ({await hub.Completion})");
        }
        catch (Exception e)
        {
            return new LiveTick.StreamEnded($"the stream failed: {e.Message}");
        }
    }
}

using DeviceCluster.Simulator.Pictures;

namespace DeviceCluster.Simulator.Http.Cgi;

/// <summary>snapshot.cgi: a channel's picture.</summary>
internal static class SnapshotScript
{
    public static HttpReply Answer(CgiCall call) => call.Channel0 is { } channel0
        ? new HttpReply(StatusCodes.Status200OK, "image/jpeg", Snapshots.Take(call.Device, channel0))
        : HttpReply.BadRequest;
}

using DeviceCluster.Contracts.Devices;
using DeviceCluster.Contracts.Live;
using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Actors.Live;

/// <summary>One run of a live view: what it shows, since when, under which epoch, and the hub where viewers join.</summary>
internal sealed record LiveRun(DeviceId Device, int Channel, StreamKind Stream, long Epoch, LiveHub Hub, DateTimeOffset Since)
{
    public LiveRunId Id => new(Device, Channel, Stream, Epoch);

    public LiveView Describe()
    {
        var figures = Hub.Figures;
        return new LiveView(
            Device,
            Channel,
            Stream,
            CodecName(figures.Codec),
            figures.Viewers,
            figures.Frames,
            figures.Bytes,
            figures.Dropped,
            Since,
            Epoch);
    }

    public static string CodecName(VideoCodec codec) => codec switch
    {
        VideoCodec.H264 => "h264",
        VideoCodec.H265 => "h265",
        VideoCodec.Mjpeg => "mjpeg",
        VideoCodec.Mpeg4 => "mpeg4",
        _ => "unknown",
    };

    public override string ToString() => $"{Device}/{Channel}/{Stream}";
}

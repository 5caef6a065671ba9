using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Node.Live;

/// <summary>How a live view is packed for its viewer, told by the ending of the URL.</summary>
internal enum MediaContainer
{
    /// <summary>DHAV frames as the device sent them, audio included.</summary>
    Dav,

    /// <summary>H.264 access units in Annex B.</summary>
    H264,

    /// <summary>H.265 access units in Annex B.</summary>
    H265,
}

/// <summary>What belongs to a container.</summary>
internal static class MediaContainers
{
    public static bool TryParse(string ending, out MediaContainer container)
    {
        container = ending switch { "h264" => MediaContainer.H264, "h265" => MediaContainer.H265, _ => MediaContainer.Dav };
        return ending is "dav" or "h264" or "h265";
    }

    public static string ContentType(this MediaContainer container) => container switch
    {
        MediaContainer.H264 => "video/h264",
        MediaContainer.H265 => "video/h265",
        _ => "application/octet-stream",
    };

    public static bool Holds(this MediaContainer container, VideoCodec codec) => container switch
    {
        MediaContainer.H264 => codec == VideoCodec.H264,
        MediaContainer.H265 => codec == VideoCodec.H265,
        _ => true,
    };
}

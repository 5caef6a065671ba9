namespace DeviceCluster.Media.Dhav;

/// <summary>The video codings that devices send.</summary>
public enum VideoCodec
{
    Unknown,
    Mpeg4,
    H264,
    Mjpeg,
    H265,
}

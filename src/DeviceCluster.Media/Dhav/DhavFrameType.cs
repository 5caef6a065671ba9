namespace DeviceCluster.Media.Dhav;

/// <summary>What a DHAV frame carries, as byte 4 of its header says. Other values occur and are to be skipped.</summary>
public enum DhavFrameType : byte
{
    /// <summary>Not a frame type of the format; what <c>default</c> holds.</summary>
    None = 0,

    Audio = 0xF0,

    /// <summary>Data beside the picture, often JSON text.</summary>
    Auxiliary = 0xF1,

    Mjpeg = 0xFB,

    DeltaVideo = 0xFC,

    /// <summary>Labelled as key video; whether a decoder can start here is told by its NAL units.</summary>
    KeyVideo = 0xFD,

    End = 0xFE,
}

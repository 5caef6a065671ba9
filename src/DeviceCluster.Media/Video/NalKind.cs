namespace DeviceCluster.Media.Video;

/// <summary>What a NAL unit is for, in the words that H.264 and H.265 share.</summary>
public enum NalKind
{
    Other,

    /// <summary>A slice of a picture that needs pictures before it.</summary>
    Slice,

    /// <summary>A slice of a picture at which a decoder can start: IDR in H.264 (<see cref="AccessUnit.IsKeyFrame"/> knows another way there), any IRAP in H.265.</summary>
    KeySlice,

    /// <summary>VPS, SPS or PPS.</summary>
    ParameterSet,

    /// <summary>What else comes before the first slice of its picture: delimiter, supplemental information.</summary>
    BeforePicture,
}

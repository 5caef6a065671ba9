namespace DeviceCluster.Media.Dhav;

/// <summary>The audio codings that devices send.</summary>
public enum AudioCodec
{
    Unknown,
    PcmS8,
    MuLaw,
    PcmS16,
    Adpcm,
    ALaw,
    Aac,
    Mp2,
    Mp3,
}

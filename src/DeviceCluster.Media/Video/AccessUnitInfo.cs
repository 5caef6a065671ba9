namespace DeviceCluster.Media.Video;

/// <summary>What the NAL units of an access unit tell about it.</summary>
/// <param name="HasKeySlice">A slice at which a decoder can start: IDR in H.264, IRAP in H.265.</param>
/// <param name="HasParameterSets">A parameter set (VPS, SPS, PPS) travels with it.</param>
/// <param name="Slices">How many slices (VCL NAL units) it holds.</param>
public readonly record struct AccessUnitInfo(bool HasKeySlice, bool HasParameterSets, int Slices)
{
    public bool IsKeyFrame => HasKeySlice;
}

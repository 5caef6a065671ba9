using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Actors.Live;

/// <summary>What went through a hub since it began.</summary>
/// <param name="Frames">Frames of any kind that came in whole.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="KeyFrames">Those a decoder can start at.</param>
/// <param name="Garbage">What came in and was no frame; nobody gets it.</param>
/// <param name="Dropped">Frames that viewers lost because they were slow; viewers who have left included.</param>
/// <param name="Stalls">How often a viewer had to be dropped to a key frame.</param>
/// <param name="Viewers">Viewers now.</param>
/// <param name="Codec">The codec of the last picture.</param>
public readonly record struct KeyFrameHubFigures(
    long Frames, long Bytes, long KeyFrames, long Garbage, long Dropped, long Stalls, int Viewers, VideoCodec Codec);

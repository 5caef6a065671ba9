namespace DeviceCluster.Media.Video;

/// <summary>One picture of a <see cref="VideoClip"/>: an access unit, or what one DHAV frame carries.</summary>
public readonly record struct VideoPicture(ReadOnlyMemory<byte> Data, bool IsKey);

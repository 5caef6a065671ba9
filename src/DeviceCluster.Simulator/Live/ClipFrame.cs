namespace DeviceCluster.Simulator.Live;

/// <summary>One DHAV frame of a clip, muxed once and shared by all streams. <paramref name="At"/> is its time from the clip's start.</summary>
internal sealed record ClipFrame(byte[] Bytes, bool IsVideo, bool IsKey, TimeSpan At);

namespace DeviceCluster.Simulator.Live;

/// <summary>A frame of a clip with what makes it one stream's own: channel, number, device time and milliseconds.</summary>
internal readonly record struct StampedFrame(ClipFrame Frame, byte Channel0, uint Sequence, DateTime LocalTime, ushort Milliseconds);

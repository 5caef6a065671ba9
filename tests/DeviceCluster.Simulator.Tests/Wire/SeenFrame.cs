using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Simulator.Tests.Wire;

/// <summary>What a test wants to know of a frame that came over the wire.</summary>
internal sealed record SeenFrame(
    DhavFrameType Type, int Channel0, uint Sequence, DateTime LocalTime, ushort Milliseconds, VideoCodec Video, AudioCodec Audio,
    int Width, int Height, byte[] Bytes)
{
    public bool IsVideo => Type != DhavFrameType.Audio;

    public static SeenFrame Of(in DhavFrame frame) => new(frame.Type, frame.Channel0, frame.Sequence, frame.LocalTime, frame.Milliseconds,
        frame.Video, frame.Audio, frame.Width, frame.Height, frame.Bytes.ToArray());
}

using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Benchmarks;

/// <summary>
/// A stream as a camera sends it at 4 Mbit/s: a large key frame every two seconds, small pictures between, audio with each.
/// </summary>
internal static class DhavStream
{
    private const int Group = 50;
    private const int KeyBytes = 120_000;
    private const int DeltaBytes = 18_000;
    private const int AudioBytes = 320;

    /// <summary>Whole frames only, so it may be a little shorter.</summary>
    public static byte[] Make(int size)
    {
        var random = new Random(1);
        var body = new byte[KeyBytes];
        random.NextBytes(body);
        var stream = new byte[size];
        var length = 0;
        for (var frame = 0; ; frame++)
        {
            var header = Header(frame);
            var bytes = header.Type switch
            {
                DhavFrameType.KeyVideo => KeyBytes,
                DhavFrameType.Audio => AudioBytes,
                _ => DeltaBytes + random.Next(1000),
            };
            if (length + DhavWriter.MaxSize(bytes) > size)
                return stream[..length];

            length += DhavWriter.Write(header, body.AsSpan(0, bytes), stream.AsSpan(length));
        }
    }

    private static DhavFrameHeader Header(int frame)
    {
        var common = new DhavFrameHeader
        {
            Sequence = (uint)frame,
            LocalTime = new DateTime(2026, 1, 1),
            Milliseconds = unchecked((ushort)(frame * 20)),
        };
        if (frame % 2 == 1)
            return common with { Type = DhavFrameType.Audio, Audio = AudioCodec.ALaw, SampleRate = 8000, AudioChannels = 1 };

        return frame % (2 * Group) == 0
            ? common with { Type = DhavFrameType.KeyVideo, Video = VideoCodec.H264, FrameRate = 25, Width = 1920, Height = 1080 }
            : common with { Type = DhavFrameType.DeltaVideo };
    }
}

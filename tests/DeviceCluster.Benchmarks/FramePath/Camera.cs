using System.Threading.Channels;
using DeviceCluster.Media.Dhav;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Benchmarks.FramePath;

/// <summary>Pictures at the pace, given in as the SDK's callback does: copied into pooled memory and offered to a bounded channel.</summary>
internal static class Camera
{
    private const int Group = 50;
    private const int ChannelFrames = 512;

    // SPS of 1920x1080, PPS and an IDR slice: without the first two nobody could begin there.
    private static readonly byte[] KeyStart = Convert.FromHexString(
        "0000000167640028ACD940780227E5C044000003000400000300C83C60C6580000000168CE0000000165");

    public static Channel<Frame> NewChannel() => Channel.CreateBounded<Frame>(ChannelFrames);

    public static Task SendAsync(ChannelWriter<Frame> frames, CancellationToken end)
    {
        var (key, delta) = (Picture(DhavFrameType.KeyVideo, KeyStart), Picture(DhavFrameType.DeltaVideo, [0, 0, 0, 1, 0x41]));
        return Pace.RunAsync(
            number =>
            {
                var frame = FramePool.Shared.Rent(number % Group == 0 ? key : delta, TimeProvider.System.GetTimestamp());
                if (!frames.TryWrite(frame))
                    frame.Dispose();
                return ValueTask.CompletedTask;
            },
            end);
    }

    private static byte[] Picture(DhavFrameType type, ReadOnlySpan<byte> start)
    {
        var body = new byte[Pace.BodyBytes];
        new Random(1).NextBytes(body);
        // Nothing in a random body may look like a start code.
        body.AsSpan().Replace((byte)0, (byte)1);
        start.CopyTo(body);
        var header = new DhavFrameHeader { Type = type, Video = VideoCodec.H264, Width = 1920, Height = 1080, FrameRate = 25, LocalTime = new DateTime(2026, 1, 1) };
        var bytes = new byte[DhavWriter.MaxSize(body.Length)];
        return bytes[..DhavWriter.Write(header, body, bytes)];
    }
}

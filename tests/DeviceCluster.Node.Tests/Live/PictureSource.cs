using DeviceCluster.Actors.Live;
using DeviceCluster.Media.Dhav;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Node.Tests.Live;

/// <summary>A camera's pictures by hand, into a hub as the device's own would go, and a pool that counts.</summary>
internal sealed class PictureSource(TimeProvider time)
{
    // A baseline sequence of 352x288 and its picture parameters.
    private static readonly byte[] ParameterSets =
    [
        0, 0, 0, 1, 0x67, 0x42, 0xC0, 0x0D, 0xD9, 0x01, 0x60, 0x96, 0xC0, 0x44, 0, 0, 3, 0, 4, 0, 0, 3, 0, 0xC8, 0x3C, 0x50, 0xA9, 0x20,
        0, 0, 0, 1, 0x68, 0xCB, 0x83, 0xCB, 0x20,
    ];

    private readonly FrameClassifier _classifier = new();
    private uint _sequence;

    public LiveHub Hub { get; } = new(new KeyFrameHubOptions());

    public FramePool Pool { get; } = new();

    /// <summary>One picture as a device sends it; what viewers of the pictures alone get of it is returned.</summary>
    public byte[] Publish(bool key, byte mark, int size = 100)
    {
        var body = BodyOf(key, mark, size);
        Publish(DhavOf(key, body));
        return body;
    }

    /// <summary>One picture as a device sends it; what viewers of .dav get of it is returned.</summary>
    public byte[] PublishDav(bool key, byte mark, int size = 100)
    {
        var frame = DhavOf(key, BodyOf(key, mark, size));
        Publish(frame);
        return frame;
    }

    public void Publish(ReadOnlySpan<byte> dhav) => Hub.Publish(_classifier.Classify(Pool.Rent(dhav, time.GetTimestamp())));

    public byte[] DhavOf(bool key, byte[] body)
    {
        var frame = new byte[DhavWriter.MaxSize(body.Length)];
        var header = new DhavFrameHeader
        {
            Type = key ? DhavFrameType.KeyVideo : DhavFrameType.DeltaVideo,
            Sequence = _sequence++,
            LocalTime = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified),
            Video = VideoCodec.H264,
            FrameRate = 25,
            Width = 352,
            Height = 288,
        };
        return frame[..DhavWriter.Write(header, body, frame)];
    }

    // SPS, PPS and a slice, so that the picture tells its kind by itself.
    private static byte[] BodyOf(bool key, byte mark, int size) =>
        [.. key ? ParameterSets : [], 0, 0, 0, 1, (byte)(key ? 0x65 : 0x41), mark, .. Enumerable.Repeat(mark, size)];
}

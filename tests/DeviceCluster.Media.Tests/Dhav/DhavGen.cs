using CsCheck;
using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Tests.Dhav;

/// <summary>Random headers and bodies within what the format can say.</summary>
internal static class DhavGen
{
    public static readonly Gen<byte[]> Body = Gen.Byte.Array[0, 2000];

    public static readonly Gen<DateTime> LocalTime =
        Gen.Long[0, (long)TimeSpan.FromDays(23_375).TotalSeconds].Select(seconds => new DateTime(2000, 1, 1).AddSeconds(seconds));

    private static readonly Gen<DhavFrameHeader> Plain = Gen.Select(
        Gen.OneOf(DhavFrameType.Auxiliary, DhavFrameType.End, (DhavFrameType)0x42),
        Gen.Byte, Gen.Byte, Gen.UInt, LocalTime, Gen.UShort, Gen.Bool,
        (type, subtype, channel0, sequence, time, milliseconds, omit) => new DhavFrameHeader
        {
            Type = type,
            Subtype = subtype,
            Channel0 = channel0,
            SubSequence = (byte)(subtype + 1),
            Sequence = sequence,
            LocalTime = time,
            Milliseconds = milliseconds,
            OmitChecksum = omit,
        });

    private static readonly Gen<DhavFrameHeader> Video = Gen.Select(
        Plain, Gen.OneOf(DhavFrameType.KeyVideo, DhavFrameType.DeltaVideo, DhavFrameType.Mjpeg),
        Gen.OneOf(VideoCodec.Unknown, VideoCodec.H264, VideoCodec.H265, VideoCodec.Mjpeg, VideoCodec.Mpeg4),
        Gen.Byte, Gen.UShort, Gen.UShort,
        (header, type, codec, rate, width, height) => header with
        {
            Type = type,
            Video = codec,
            FrameRate = codec == VideoCodec.Unknown ? (byte)0 : rate,
            Width = width,
            Height = height,
        });

    private static readonly Gen<DhavFrameHeader> Audio = Gen.Select(
        Plain, Gen.Enum<AudioCodec>().Where(codec => codec != AudioCodec.Unknown), Gen.OneOf(8000, 16000, 48000, 64000), Gen.Byte,
        (header, codec, rate, channels) => header with
        {
            Type = DhavFrameType.Audio,
            Audio = codec,
            SampleRate = rate,
            AudioChannels = channels,
        });

    public static readonly Gen<DhavFrameHeader> Header = Gen.OneOf(Plain, Video, Audio);

    public static readonly Gen<(DhavFrameHeader Header, byte[] Body)> Frame = Gen.Select(Header, Body);

    public static byte[] Write(in DhavFrameHeader header, ReadOnlySpan<byte> body)
    {
        var room = new byte[DhavWriter.MaxSize(body.Length)];
        return room[..DhavWriter.Write(header, body, room)];
    }

    /// <summary>A frame whose contents do not matter.</summary>
    public static byte[] Some(uint sequence = 0, int bodyLength = 10) =>
        Write(new DhavFrameHeader { Type = DhavFrameType.DeltaVideo, Sequence = sequence }, new byte[bodyLength]);
}

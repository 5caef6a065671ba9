using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;

namespace DeviceCluster.Simulator.Live;

/// <summary>A short programme that plays round and round: DHAV frames in the order of their times, the first one a key frame.</summary>
internal sealed class Clip
{
    private const int SampleRate = 8000;

    /// <summary>40 ms of G.711.</summary>
    private const int AudioFrame = SampleRate / 25;

    private const double UntoldFrameRate = 25;

    private Clip(ClipFrame[] frames, TimeSpan length, VideoFormat format)
    {
        Frames = frames;
        Length = length;
        Format = format;
    }

    public IReadOnlyList<ClipFrame> Frames { get; }

    public TimeSpan Length { get; }

    public VideoFormat Format { get; }

    /// <summary>The audio is A-law, 8,000 samples a second; it plays as long as the video does.</summary>
    public static Clip Create(VideoClip video, ReadOnlySpan<byte> audio)
    {
        var rate = video.Format.FrameRate > 0 ? video.Format.FrameRate : UntoldFrameRate;
        var length = TimeSpan.FromSeconds(video.Pictures.Count / rate);
        var frames = new List<ClipFrame>(video.Pictures.Count * 2);
        for (var i = 0; i < video.Pictures.Count; i++)
            frames.Add(Picture(video.Pictures[i], video.Format, rate, TimeSpan.FromSeconds(i / rate)));

        for (var i = 0; (i + 1) * AudioFrame <= audio.Length; i++)
        {
            var at = TimeSpan.FromSeconds((double)i * AudioFrame / SampleRate);
            if (at < length)
                frames.Add(Sound(audio.Slice(i * AudioFrame, AudioFrame), at));
        }

        // Stable: at equal times the picture goes first, so a key frame opens the clip.
        return new Clip([.. frames.OrderBy(frame => frame.At)], length, video.Format);
    }

    private static ClipFrame Picture(VideoPicture picture, VideoFormat format, double rate, TimeSpan at)
    {
        var header = new DhavFrameHeader
        {
            Type = picture.IsKey ? DhavFrameType.KeyVideo : DhavFrameType.DeltaVideo,
            Video = format.Codec,
            FrameRate = (byte)Math.Clamp(Math.Round(rate), 1, byte.MaxValue),
            Width = (ushort)(picture.IsKey ? format.Width : 0),
            Height = (ushort)(picture.IsKey ? format.Height : 0),
        };
        return new ClipFrame(Mux(header, picture.Data.Span), IsVideo: true, picture.IsKey, at);
    }

    private static ClipFrame Sound(ReadOnlySpan<byte> samples, TimeSpan at)
    {
        var header = new DhavFrameHeader { Type = DhavFrameType.Audio, Audio = AudioCodec.ALaw, AudioChannels = 1, SampleRate = SampleRate };
        return new ClipFrame(Mux(header, samples), IsVideo: false, IsKey: false, at);
    }

    private static byte[] Mux(DhavFrameHeader header, ReadOnlySpan<byte> body)
    {
        var buffer = new byte[DhavWriter.MaxSize(body.Length)];
        return buffer[..DhavWriter.Write(header with { LocalTime = DateTime.UnixEpoch }, body, buffer)];
    }
}

using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;

namespace DeviceCluster.Simulator.Live;

/// <summary>A short programme that plays round and round: DHAV frames in the order of their times, the first one a key frame.</summary>
internal sealed class Clip
{
    private const double UntoldFrameRate = 25;
    private const int BitsPerByte = 8, BitsPerKilobit = 1024;

    /// <summary>What a file says beyond these is no rate that anything was filmed at.</summary>
    private const double MinFrameRate = 1, MaxFrameRate = 240;

    private Clip(ClipFrame[] frames, TimeSpan length, VideoFormat format)
    {
        // A clip without length would come round for ever within one moment.
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        Frames = frames;
        Length = length;
        Format = format;
        var video = frames.Where(frame => frame.IsVideo).ToArray();
        HasSound = video.Length < frames.Length;
        PicturesPerSecond = (int)Math.Round(video.Length / length.TotalSeconds);
        VideoKilobits = (int)(video.Sum(frame => frame.Bytes.Length) * BitsPerByte / length.TotalSeconds / BitsPerKilobit);
    }

    public IReadOnlyList<ClipFrame> Frames { get; }

    public TimeSpan Length { get; }

    public VideoFormat Format { get; }

    public bool HasSound { get; }

    public int PicturesPerSecond { get; }

    /// <summary>A second.</summary>
    public int VideoKilobits { get; }

    /// <summary>Sound that lasts longer than the pictures is cut off.</summary>
    public static Clip Create(VideoClip video, List<ClipFrame> sounds)
    {
        var rate = FrameRate(video.Format);
        var length = TimeSpan.FromSeconds(video.Pictures.Count / rate);
        var pictures = video.Pictures.Select((picture, i) => Picture(picture, video.Format, rate, TimeSpan.FromSeconds(i / rate)));

        // Stable: at equal times the picture goes first, so a key frame opens the clip.
        return new Clip([.. pictures.Concat(sounds.Where(sound => sound.At < length)).OrderBy(frame => frame.At)], length, video.Format);
    }

    /// <summary>Pictures a second, also where the stream does not say it, or says what cannot be.</summary>
    public static double FrameRate(VideoFormat format) =>
        format.FrameRate is >= MinFrameRate and <= MaxFrameRate ? format.FrameRate : UntoldFrameRate;

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
        return new ClipFrame(ClipFrame.Mux(header, picture.Data.Span), IsVideo: true, picture.IsKey, at);
    }
}

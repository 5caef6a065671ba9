using DeviceCluster.Media.Dhav;

namespace DeviceCluster.Media.Video;

/// <summary>A video file cut into pictures, from its first key frame on: H.264 or H.265 elementary stream (Annex B), or .dav.</summary>
public sealed class VideoClip
{
    private const long MaxFile = 512L * 1024 * 1024;

    private VideoClip(VideoFormat format, IReadOnlyList<VideoPicture> pictures)
    {
        Format = format;
        Pictures = pictures;
    }

    public VideoFormat Format { get; }

    /// <summary>Never empty; the first is a key frame, so playing round and round decodes.</summary>
    public IReadOnlyList<VideoPicture> Pictures { get; }

    /// <exception cref="InvalidDataException">The file is none of those that can be read; the message says why.</exception>
    public static VideoClip Open(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > MaxFile)
            throw new InvalidDataException($"{path} has {length:N0} bytes; a clip is held in memory and may have {MaxFile:N0}");

        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are no video that can be read.</exception>
    public static VideoClip Parse(ReadOnlyMemory<byte> file)
    {
        var (codec, pictures) = IsDhav(file.Span) ? ReadDhav(file) : ReadElementary(file);
        var key = pictures.FindIndex(picture => picture.IsKey);
        if (key < 0)
            throw new InvalidDataException("no key frame: this is no H.264 or H.265 elementary stream and no .dav file");

        pictures.RemoveRange(0, key);
        return VideoFormat.TryRead(codec, pictures[0].Data.Span, out var format)
            ? new VideoClip(format, pictures)
            : throw new InvalidDataException("the first key frame comes without a readable sequence parameter set");
    }

    private static bool IsDhav(ReadOnlySpan<byte> file) => file.StartsWith("DHAV"u8) || file.StartsWith("DAHUA"u8);

    private static (VideoCodec Codec, List<VideoPicture> Pictures) ReadElementary(ReadOnlyMemory<byte> file)
    {
        var codec = CodecDetector.Detect(file.Span);
        var pictures = new List<VideoPicture>();
        if (codec is not (VideoCodec.H264 or VideoCodec.H265))
            return (codec, pictures);

        var reader = new ElementaryStreamReader(codec, file.Span);
        while (reader.MoveNext())
            pictures.Add(new VideoPicture(file.Slice(reader.At, reader.Current.Length), AccessUnit.IsKeyFrame(codec, reader.Current)));
        return (codec, pictures);
    }

    private static (VideoCodec Codec, List<VideoPicture> Pictures) ReadDhav(ReadOnlyMemory<byte> file)
    {
        var codec = VideoCodec.Unknown;
        var pictures = new List<VideoPicture>();
        var at = 0;
        while (DhavReader.TryRead(file.Span[at..], DhavLimits.Default, out var frame, out var consumed) is var status
            && status != DhavStatus.NeedMore)
        {
            if (status == DhavStatus.Frame && frame.IsVideo)
            {
                if (codec == VideoCodec.Unknown)
                    codec = CodecDetector.Detect(frame.Body);

                pictures.Add(new VideoPicture(file.Slice(at + frame.BodyAt, frame.Body.Length), AccessUnit.IsKeyFrame(codec, frame.Body)));
            }

            at += consumed;
        }

        return (codec, pictures);
    }
}

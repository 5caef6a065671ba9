using DeviceCluster.Media.Video;

namespace DeviceCluster.Simulator.Live;

/// <summary>What the channels of a fleet show: the built-in clips, or one file for all.</summary>
internal sealed class Programme
{
    /// <summary>Every channel has a main stream and one extra stream.</summary>
    public const int Streams = 2;

    private const int H265Every = 4;

    private static readonly Lazy<Programme> BuiltIn = new(LoadBuiltIn);

    private readonly Clip[] _h264;
    private readonly Clip[] _h265;

    private Programme(Clip[] h264, Clip[] h265)
    {
        _h264 = h264;
        _h265 = h265;
    }

    /// <exception cref="InvalidDataException">The file cannot be played; the message says why.</exception>
    public static Programme Load(string? file)
    {
        if (file is null)
            return BuiltIn.Value;

        var video = VideoClip.Open(file);
        var clip = Clip.Create(video, ClipAudio.FromRecording(File.ReadAllBytes(file), video.Format.Codec, Clip.FrameRate(video.Format)));
        return new Programme([clip, clip], [clip, clip]);
    }

    public Clip this[int channel0, int stream] => IsH265(channel0) ? _h265[stream] : _h264[stream];

    /// <summary>Channels 4, 8, … as people count.</summary>
    private static bool IsH265(int channel0) => channel0 % H265Every == H265Every - 1;

    private static Programme LoadBuiltIn()
    {
        var audio = ClipAudio.FromALaw(Resource("audio.alaw"));
        return new Programme(
            [Clip.Create(VideoClip.Parse(Resource("main.h264")), audio), Clip.Create(VideoClip.Parse(Resource("extra.h264")), audio)],
            [Clip.Create(VideoClip.Parse(Resource("main.h265")), audio), Clip.Create(VideoClip.Parse(Resource("extra.h265")), audio)]);
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(Programme).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the clip {name} is not in this build: run Clips/make-clips.sh and build again");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

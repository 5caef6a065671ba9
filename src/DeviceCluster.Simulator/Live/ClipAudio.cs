using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;

namespace DeviceCluster.Simulator.Live;

/// <summary>The sound of a clip as DHAV frames: cut from raw A-law, or taken over from a recording.</summary>
internal static class ClipAudio
{
    private const int SampleRate = 8000;

    /// <summary>40 ms of G.711.</summary>
    private const int FrameBytes = SampleRate / 25;

    public static List<ClipFrame> FromALaw(ReadOnlySpan<byte> samples)
    {
        var header = new DhavFrameHeader { Type = DhavFrameType.Audio, Audio = AudioCodec.ALaw, AudioChannels = 1, SampleRate = SampleRate };
        var frames = new List<ClipFrame>();
        for (var at = 0; at + FrameBytes <= samples.Length; at += FrameBytes)
            frames.Add(Sound(header, samples.Slice(at, FrameBytes), TimeSpan.FromSeconds((double)at / SampleRate)));

        return frames;
    }

    /// <summary>None from a file that is no recording. Each sound stays where the recording has it: behind the picture that it follows, counted from the first key frame.</summary>
    public static List<ClipFrame> FromRecording(ReadOnlySpan<byte> file, VideoCodec codec, double frameRate)
    {
        var frames = new List<ClipFrame>();
        if (!file.StartsWith("DHAV"u8) && !file.StartsWith("DAHUA"u8))
            return frames;

        var pictures = 0;
        while (DhavReader.TryRead(file, DhavLimits.Default, out var frame, out var consumed) is var status && status != DhavStatus.NeedMore)
        {
            file = file[consumed..];
            if (status != DhavStatus.Frame)
                continue;

            if (frame.IsVideo && (pictures > 0 || AccessUnit.IsKeyFrame(codec, frame.Body)))
                pictures++;
            else if (frame.Type == DhavFrameType.Audio && pictures > 0 && frame.Audio != AudioCodec.Unknown)
                frames.Add(Sound(Header(frame), frame.Body, TimeSpan.FromSeconds((pictures - 1) / frameRate)));
        }

        return frames;
    }

    private static DhavFrameHeader Header(in DhavFrame frame) => new()
    {
        Type = DhavFrameType.Audio,
        Audio = frame.Audio,
        AudioChannels = (byte)Math.Clamp(frame.AudioChannels, 1, byte.MaxValue),
        SampleRate = frame.SampleRate > 0 ? frame.SampleRate : SampleRate,
    };

    private static ClipFrame Sound(DhavFrameHeader header, ReadOnlySpan<byte> samples, TimeSpan at) =>
        new(ClipFrame.Mux(header, samples), IsVideo: false, IsKey: false, at);
}

using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;

namespace DeviceCluster.Media.Tests.Dhav;

public sealed class DhavFfprobeTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.dav");

    [Theory]
    [InlineData("main.h264", "h264")]
    [InlineData("main.h265", "hevc")]
    [InlineData("extra.h264", "h264")]
    [InlineData("extra.h265", "hevc")]
    public async Task Others_read_our_files_with_the_right_codec_size_rate_and_every_frame(string clip, string codec)
    {
        var video = Clip.Open(clip);
        await File.WriteAllBytesAsync(_file, Mux(video, Clip.Bytes("audio.alaw")));

        var streams = await FfProbe.StreamsAsync("dhav", _file);
        var complaints = await FfProbe.DecodeAsync("dhav", _file);

        Assert.Contains($"codec_name={codec}\nwidth={video.Format.Width}\nheight={video.Format.Height}\n", streams);
        Assert.Contains($"\navg_frame_rate={video.Format.FrameRate}/1\n", streams);
        Assert.Contains($"nb_read_frames={video.Pictures.Count}\n", streams);
        Assert.Contains("codec_name=pcm_alaw\nsample_rate=8000\nchannels=1\n", streams);
        Assert.Equal("", complaints);
    }

    [Theory]
    [InlineData("main.h264")]
    [InlineData("extra.h265")]
    public void Our_own_clip_reader_finds_the_same_pictures_in_it(string clip)
    {
        var video = Clip.Open(clip);

        var again = VideoClip.Parse(Mux(video, Clip.Bytes("audio.alaw")));

        Assert.Equal(video.Format, again.Format);
        Assert.Equal(video.Pictures.Select(Key), again.Pictures.Select(Key));

        static string Key(VideoPicture picture) => $"{picture.IsKey} {Convert.ToHexString(picture.Data.Span)}";
    }

    public void Dispose() => File.Delete(_file);

    /// <summary>As a device does it: a picture, then the audio of its time; size and rate with the key frames only.</summary>
    private static byte[] Mux(VideoClip video, byte[] audio)
    {
        using var file = new MemoryStream();
        var rate = (int)video.Format.FrameRate;
        var samples = 8000 / rate;
        var start = new DateTime(2026, 11, 23, 12, 0, 0);
        for (var i = 0; i < video.Pictures.Count; i++)
        {
            var common = new DhavFrameHeader
            {
                Sequence = (uint)i,
                LocalTime = start.AddSeconds(i / rate),
                Milliseconds = unchecked((ushort)(60_000 + (i * 1000 / rate))),
            };
            file.Write(DhavGen.Write(HeaderOf(video, i, common), video.Pictures[i].Data.Span));
            var sound = common with { Type = DhavFrameType.Audio, Audio = AudioCodec.ALaw, SampleRate = 8000, AudioChannels = 1 };
            file.Write(DhavGen.Write(sound, audio.AsSpan(i * samples, samples)));
        }

        return file.ToArray();
    }

    private static DhavFrameHeader HeaderOf(VideoClip video, int index, DhavFrameHeader common) => video.Pictures[index].IsKey
        ? common with
        {
            Type = DhavFrameType.KeyVideo,
            Video = video.Format.Codec,
            FrameRate = (byte)video.Format.FrameRate,
            Width = (ushort)video.Format.Width,
            Height = (ushort)video.Format.Height,
        }
        : common with { Type = DhavFrameType.DeltaVideo };
}

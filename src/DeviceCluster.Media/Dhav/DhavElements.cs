using System.Buffers.Binary;

namespace DeviceCluster.Media.Dhav;

/// <summary>What the extension of a frame says. An element is a tag byte and a size that belongs to the tag.</summary>
internal readonly record struct DhavElements
{
    public const byte SizeInEights = 0x80;
    public const byte VideoFormat = 0x81;
    public const byte Size = 0x82;
    public const byte AudioFormat = 0x83;
    public const byte BodyChecksum = 0x88;
    public const byte LongAudioFormat = 0x8C;

    public VideoCodec Video { get; init; }

    public int FrameRate { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    public AudioCodec Audio { get; init; }

    public int AudioChannels { get; init; }

    public int SampleRate { get; init; }

    public uint? Checksum { get; init; }

    /// <summary>
    /// Reads as far as the elements are known and whole: the size of an unknown one is not to be had, so it ends the reading.
    /// </summary>
    public static DhavElements Read(ReadOnlySpan<byte> extension)
    {
        var elements = default(DhavElements);
        while (!extension.IsEmpty)
        {
            var size = SizeOf(extension[0]);
            if (size == 0 || size > extension.Length)
                break;

            elements = elements.With(extension[..size]);
            extension = extension[size..];
        }

        return elements;
    }

    public static int SizeOf(byte tag) => tag switch
    {
        SizeInEights or VideoFormat or AudioFormat => 4,
        Size or BodyChecksum or LongAudioFormat => 8,
        0x84 or 0x85 or 0x8B or 0x94 or 0x96 or 0xA0 or 0xB2 or 0xB4 => 4,
        0x91 or 0x92 or 0x93 or 0x95 or 0x9A or 0x9B or 0xB3 => 8,
        _ => 0,
    };

    private DhavElements With(ReadOnlySpan<byte> element) => element[0] switch
    {
        SizeInEights => this with { Width = element[2] * 8, Height = element[3] * 8 },
        VideoFormat => this with { Video = DhavCodes.Video(element[2]), FrameRate = element[3] },
        Size => this with
        {
            Width = BinaryPrimitives.ReadUInt16LittleEndian(element[4..]),
            Height = BinaryPrimitives.ReadUInt16LittleEndian(element[6..]),
        },
        AudioFormat => WithAudio(element[1], element[2], element[3]),
        LongAudioFormat => WithAudio(element[2], element[3], element[4]),
        BodyChecksum => this with { Checksum = BinaryPrimitives.ReadUInt32LittleEndian(element[1..]) },
        _ => this,
    };

    private DhavElements WithAudio(byte channels, byte codec, byte rateIndex) => this with
    {
        AudioChannels = channels,
        Audio = DhavCodes.Audio(codec),
        SampleRate = DhavCodes.SampleRate(rateIndex),
    };
}

using System.Buffers.Binary;

namespace DeviceCluster.Media.Dhav;

/// <summary>
/// One DHAV frame, seen in the bytes it was read from. Only a frame that came with <see cref="DhavStatus.Frame"/> may be asked anything.
/// </summary>
public readonly ref struct DhavFrame
{
    private readonly DhavElements _elements;

    internal DhavFrame(ReadOnlySpan<byte> bytes, DhavElements elements, int bodyAt)
    {
        Bytes = bytes;
        _elements = elements;
        BodyAt = bodyAt;
    }

    /// <summary>The whole frame, from header to trailer: what a .dav file holds.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    public ReadOnlySpan<byte> Body => Bytes[BodyAt..^DhavFormat.TrailerSize];

    /// <summary>Where the body begins in the frame.</summary>
    public int BodyAt { get; }

    /// <summary>The length of the whole frame.</summary>
    public int Length => Bytes.Length;

    public DhavFrameType Type => (DhavFrameType)Bytes[DhavFormat.TypeAt];

    /// <summary>0 for a picture; for auxiliary data its kind.</summary>
    public byte Subtype => Bytes[DhavFormat.SubtypeAt];

    /// <summary>The channel as the wire counts it, from 0.</summary>
    public int Channel0 => Bytes[DhavFormat.ChannelAt];

    public byte SubSequence => Bytes[DhavFormat.SubSequenceAt];

    public uint Sequence => BinaryPrimitives.ReadUInt32LittleEndian(Bytes[DhavFormat.SequenceAt..]);

    /// <summary>The device's own clock, to the second, in a time zone that only the device knows.</summary>
    public DateTime LocalTime => DhavTime.Unpack(BinaryPrimitives.ReadUInt32LittleEndian(Bytes[DhavFormat.TimeAt..]));

    /// <summary>
    /// A counter that wraps at 65,536 and has no tie to <see cref="LocalTime"/>: only differences count.
    /// </summary>
    public ushort Milliseconds => BinaryPrimitives.ReadUInt16LittleEndian(Bytes[DhavFormat.MillisecondsAt..]);

    /// <summary>Unknown where the frame does not say it; many devices say it with key frames only.</summary>
    public VideoCodec Video => _elements.Video;

    /// <summary>0 = not said.</summary>
    public int FrameRate => _elements.FrameRate;

    /// <summary>0 = not said.</summary>
    public int Width => _elements.Width;

    /// <summary>0 = not said.</summary>
    public int Height => _elements.Height;

    public AudioCodec Audio => _elements.Audio;

    /// <summary>0 = not said.</summary>
    public int AudioChannels => _elements.AudioChannels;

    /// <summary>0 = not said.</summary>
    public int SampleRate => _elements.SampleRate;

    public bool IsVideo => Type is DhavFrameType.KeyVideo or DhavFrameType.DeltaVideo or DhavFrameType.Mjpeg;

    public bool HeaderChecksumGood => Bytes[DhavFormat.HeaderChecksumAt] == DhavFormat.HeaderChecksum(Bytes);

    public bool ChecksumPresent => _elements.Checksum.HasValue;

    /// <summary>The body is as its checksum says, or came without one. Reads the whole body each time it is asked.</summary>
    public bool ChecksumGood => _elements.Checksum is not { } said || said == DhavChecksum.Sum(Body);
}

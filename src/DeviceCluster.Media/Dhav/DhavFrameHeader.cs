namespace DeviceCluster.Media.Dhav;

/// <summary>What <see cref="DhavWriter"/> is told about a frame. What is left at its default is not written.</summary>
public readonly record struct DhavFrameHeader
{
    public DhavFrameType Type { get; init; }

    public byte Subtype { get; init; }

    /// <summary>The channel as the wire counts it, from 0.</summary>
    public byte Channel0 { get; init; }

    public byte SubSequence { get; init; }

    public uint Sequence { get; init; }

    public DateTime LocalTime { get; init; }

    public ushort Milliseconds { get; init; }

    public VideoCodec Video { get; init; }

    /// <summary>Frames per second, written together with <see cref="Video"/>.</summary>
    public byte FrameRate { get; init; }

    public ushort Width { get; init; }

    public ushort Height { get; init; }

    public AudioCodec Audio { get; init; }

    /// <summary>Written together with <see cref="Audio"/>; one of the rates that the format can name.</summary>
    public int SampleRate { get; init; }

    public byte AudioChannels { get; init; }

    /// <summary>Without the body's checksum, as old devices send it.</summary>
    public bool OmitChecksum { get; init; }
}

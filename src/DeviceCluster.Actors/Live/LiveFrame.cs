using DeviceCluster.Media.Dhav;
using DeviceCluster.Media.Video;
using DeviceCluster.Sdk.Live;

namespace DeviceCluster.Actors.Live;

/// <summary>
/// A frame of a live view, classified once for all viewers. It holds its slab as a holder does: each share is ended by one dispose.
/// </summary>
public sealed class LiveFrame : IDisposable
{
    private readonly Range _dav;
    private readonly Range _picture;

    internal LiveFrame(Frame slab, VideoFormat format, bool isVideo, bool isKey, Range dav, Range picture)
    {
        Slab = slab;
        Format = format;
        IsVideo = isVideo;
        IsKey = isKey;
        _dav = dav;
        _picture = picture;
    }

    public Frame Slab { get; }

    public bool IsVideo { get; }

    /// <summary>A decoder can start here: told by the picture itself, not by its label.</summary>
    public bool IsKey { get; }

    /// <summary>What the stream's pictures are, on audio frames too; what the stream has not said yet is unknown or 0.</summary>
    public VideoFormat Format { get; }

    public VideoCodec Codec => Format.Codec;

    /// <summary>The whole DHAV frame, as a .dav file holds it. Empty: the device sent something that is none.</summary>
    public ReadOnlyMemory<byte> Dav => Slab.Memory[_dav];

    /// <summary>The picture alone: for H.264 and H.265 an access unit in Annex B. Empty for what is not video.</summary>
    public ReadOnlyMemory<byte> AnnexB => Slab.Memory[_picture];

    internal bool IsGarbage => _dav.Equals(default);

    /// <summary>One holder more of the same frame.</summary>
    public LiveFrame Share()
    {
        Slab.Share();
        return this;
    }

    public void Dispose() => Slab.Dispose();
}

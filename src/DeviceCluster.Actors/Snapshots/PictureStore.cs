using System.Diagnostics.CodeAnalysis;
using DeviceCluster.Actors.Live;
using DeviceCluster.Contracts.Devices;

namespace DeviceCluster.Actors.Snapshots;

/// <summary>The pictures of this node that can be read for a while, by their numbers; bounded, the oldest go first. Thread-safe.</summary>
internal sealed class PictureStore(SnapshotSettings settings, TimeProvider time)
{
    private readonly LiveEpochs _numbers = new(time, LiveEpochs.DrawIncarnation());
    private readonly Lock _guard = new();
    private readonly LinkedList<StoredPicture> _pictures = new();
    private readonly Dictionary<long, LinkedListNode<StoredPicture>> _byNumber = [];
    private long _bytes;

    public int Count
    {
        get
        {
            lock (_guard)
                return _pictures.Count;
        }
    }

    public StoredPicture Add(DeviceId device, int channel, byte[] bytes, JpegSize size)
    {
        var now = time.GetUtcNow();
        var picture = new StoredPicture(device, channel, _numbers.Next(), now, bytes, size, now + settings.Kept);
        lock (_guard)
        {
            _byNumber[picture.Number] = _pictures.AddLast(picture);
            _bytes += bytes.Length;
            // At least the newest is kept, however large.
            while (_pictures.First is { } oldest && oldest.Value != picture && (oldest.Value.Expires <= now || _bytes > settings.KeptBytes))
                Remove(oldest);
        }

        return picture;
    }

    public bool TryGet(DeviceId device, int channel, long number, [NotNullWhen(true)] out StoredPicture? picture)
    {
        lock (_guard)
            picture = _byNumber.GetValueOrDefault(number)?.Value;
        if (picture is null || picture.Device != device || picture.Channel != channel || picture.Expires <= time.GetUtcNow())
            picture = null;
        return picture is not null;
    }

    /// <summary>This node gave the number: what is not here is kept nowhere.</summary>
    public bool IsOurs(long number) => _numbers.IsOurs(number);

    private void Remove(LinkedListNode<StoredPicture> oldest)
    {
        _pictures.Remove(oldest);
        _byNumber.Remove(oldest.Value.Number);
        _bytes -= oldest.Value.Bytes.Length;
    }
}

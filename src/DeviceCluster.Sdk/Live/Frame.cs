using System.Buffers;

namespace DeviceCluster.Sdk.Live;

/// <summary>One encoded frame in a rented buffer, counted by its holders: the last one to dispose it gives the buffer back.</summary>
public sealed class Frame : IDisposable
{
    private readonly FramePool _pool;
    private readonly byte[] _buffer;
    private int _holders = 1;

    internal Frame(FramePool pool, ReadOnlySpan<byte> bytes, long timestamp)
    {
        _pool = pool;
        _buffer = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(_buffer);
        Length = bytes.Length;
        Timestamp = timestamp;
    }

    public int Length { get; }

    /// <summary>When the bytes came out of the library, by the clock of <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long Timestamp { get; }

    /// <summary>The bytes. Valid while the caller holds the frame.</summary>
    public ReadOnlyMemory<byte> Memory
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _holders) <= 0, this);
            return new ReadOnlyMemory<byte>(_buffer, 0, Length);
        }
    }

    /// <summary>One holder more. Only who holds the frame may share it; each share is ended by one <see cref="Dispose"/>.</summary>
    public Frame Share()
    {
        var holders = Volatile.Read(ref _holders);
        while (true)
        {
            ObjectDisposedException.ThrowIf(holders <= 0, this);
            var seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders)
                return this;
            holders = seen;
        }
    }

    public void Dispose()
    {
        var left = Interlocked.Decrement(ref _holders);
        if (left > 0)
            return;

        // A holder too few would hand one buffer to two frames: better an error here than a picture of another camera there.
        ObjectDisposedException.ThrowIf(left < 0, this);
        ArrayPool<byte>.Shared.Return(_buffer);
        _pool.CountReturn();
    }
}

using System.Buffers;

namespace DeviceCluster.Media.Dhav;

/// <summary>
/// Cuts a stream of bytes into whole DHAV frames. Keeps no more than the longest frame allowed, in one pooled buffer; what is no frame is
/// passed over and counted.
/// </summary>
public sealed class DhavCutter : IDisposable
{
    private const int UsualRoom = 64 * 1024;

    private readonly DhavLimits _limits;
    private byte[] _buffer;
    private int _start;
    private int _end;

    public DhavCutter(DhavLimits limits)
    {
        _limits = limits;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Min(UsualRoom, MostBytes));
    }

    /// <summary>Bytes that were no frame.</summary>
    public long Garbage { get; private set; }

    /// <summary>Bytes that were no frame since the last one that was.</summary>
    public long GarbageInARow { get; private set; }

    /// <summary>Bytes of a frame that has not come whole.</summary>
    public int Waiting => _end - _start;

    private int MostBytes => Math.Max(_limits.MaxFrame, DhavFormat.MinFrame);

    /// <summary>
    /// Where the next bytes go; never empty once <see cref="TryCut"/> has said that there is no frame. Ends what was cut before.
    /// </summary>
    public Memory<byte> Room()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Grow();
        return _buffer.AsMemory(_end);
    }

    /// <summary>So many bytes were put into the room.</summary>
    public void Filled(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _end);
        _end += count;
    }

    /// <summary>The next whole frame; false: more bytes are needed first.</summary>
    public bool TryCut(out DhavFrame frame)
    {
        while (true)
        {
            var status = DhavReader.TryRead(_buffer.AsSpan(_start.._end), _limits, out frame, out var consumed);
            _start += consumed;
            if (status == DhavStatus.Frame)
            {
                GarbageInARow = 0;
                return true;
            }

            if (status == DhavStatus.NeedMore)
                return false;
            Garbage += consumed;
            GarbageInARow += consumed;
        }
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _start, _end) = ([], 0, 0);
    }

    private void Grow()
    {
        ObjectDisposedException.ThrowIf(_buffer.Length == 0, this);
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(MostBytes, 2L * _buffer.Length));
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}

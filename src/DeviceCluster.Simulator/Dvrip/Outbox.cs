using System.Buffers;
using System.Net.Sockets;
using DeviceCluster.Simulator.Json;
using DeviceCluster.Simulator.Live;

namespace DeviceCluster.Simulator.Dvrip;

/// <summary>Everything a connection sends goes through here, in order and bounded. A viewer that does not read loses frames up to the next key frame.</summary>
internal sealed class Outbox(DvripConnection connection)
{
    private const int MaxFrames = 64;
    private const int MaxReplies = 256;
    private const int MaxReplyBytes = 8 * 1024 * 1024;
    private const int BatchBytes = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly List<StampedFrame> _batch = [];
    private Queue<byte[]>? _replies;
    private Queue<StampedFrame>? _frames;
    private int _replyBytes;
    private bool _draining;
    private bool _waitForKey;
    private bool _cut;
    private bool _closed;
    private long _stuckSince;

    /// <summary>When the send that is under way began; 0 = none is.</summary>
    public long StuckSince => Interlocked.Read(ref _stuckSince);

    public void Reply(byte[] packet)
    {
        bool tooMuch;
        lock (_gate)
        {
            if (_closed)
                return;

            _replies ??= new Queue<byte[]>();
            tooMuch = _replies.Count >= MaxReplies || _replyBytes + packet.Length > MaxReplyBytes;
            if (!tooMuch)
            {
                _replies.Enqueue(packet);
                _replyBytes += packet.Length;
            }
        }

        if (tooMuch)
            connection.Abort("does not read its answers");
        else
            Kick();
    }

    /// <summary>Takes the frame, or drops and counts it. <see cref="Kick"/> sends what was taken.</summary>
    public void Frame(in StampedFrame frame)
    {
        lock (_gate)
        {
            if (_closed)
                return;

            _frames ??= new Queue<StampedFrame>();
            _waitForKey = _waitForKey ? !(frame.Frame.IsKey && _frames.Count <= MaxFrames / 2) : _frames.Count >= MaxFrames;
            if (!_waitForKey)
            {
                _frames.Enqueue(frame);
                return;
            }
        }

        connection.Device.Facts.Dropped(1);
    }

    public void Kick()
    {
        lock (_gate)
        {
            if (_draining || _closed || !HasWork)
                return;

            _draining = true;
        }

        // Every exception ends in DrainAsync itself.
        _ = DrainAsync();
    }

    /// <summary>The next frame is sent by half, then the connection is reset.</summary>
    public void Cut()
    {
        lock (_gate)
            _cut = true;
    }

    /// <summary>A stream that has ended sends no frame any more, not even one that waits.</summary>
    public void ForgetFrames()
    {
        lock (_gate)
        {
            _frames?.Clear();
            _waitForKey = _cut = false;
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _replies = null;
            _frames = null;
        }
    }

    private bool HasWork => _replies is { Count: > 0 } || _frames is { Count: > 0 };

    private async Task DrainAsync()
    {
        try
        {
            while (TakeReply() is { } reply)
                await SendAsync(reply).ConfigureAwait(false);

            while (TakeFrames(out var cut))
            {
                await SendFramesAsync(cut).ConfigureAwait(false);
                while (TakeReply() is { } reply)
                    await SendAsync(reply).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            connection.Abort();
        }
        catch (Exception e)
        {
            connection.Fail(e);
        }
    }

    private byte[]? TakeReply()
    {
        lock (_gate)
        {
            if (_replies is not { Count: > 0 })
                return null;

            var reply = _replies.Dequeue();
            _replyBytes -= reply.Length;
            return reply;
        }
    }

    /// <summary>False ends the drain, and says so under the lock, so that no frame can be left behind.</summary>
    private bool TakeFrames(out bool cut)
    {
        lock (_gate)
        {
            _batch.Clear();
            cut = _cut;
            for (var bytes = 0; bytes < (cut ? 1 : BatchBytes) && _frames is { Count: > 0 };)
            {
                var frame = _frames.Dequeue();
                bytes += frame.Frame.Bytes.Length;
                _batch.Add(frame);
            }

            _draining = _batch.Count > 0 || HasWork;
            return _draining;
        }
    }

    private async Task SendFramesAsync(bool cut)
    {
        if (_batch.Count == 0)
            return;

        var buffer = ArrayPool<byte>.Shared.Rent(MediaPacket.MaxSize(_batch));
        try
        {
            var length = cut ? MediaPacket.WriteHalf(_batch, buffer) : MediaPacket.Write(_batch, buffer);
            await SendAsync(buffer.AsMemory(0, length)).ConfigureAwait(false);
            connection.Device.Facts.Sent(cut ? 0 : _batch.Count, length);
            if (cut)
                connection.Abort();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => Pace.SendAsync(connection.Device, bytes, SendAsync, CancellationToken.None);

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (bytes.Length > 0)
        {
            Interlocked.Exchange(ref _stuckSince, connection.Device.Time.GetTimestamp());
            bytes = bytes[await connection.Socket.SendAsync(bytes, SocketFlags.None, cancellation).ConfigureAwait(false)..];
        }

        Interlocked.Exchange(ref _stuckSince, 0);
    }
}

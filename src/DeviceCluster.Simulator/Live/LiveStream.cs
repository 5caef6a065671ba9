using DeviceCluster.Simulator.Dvrip;

namespace DeviceCluster.Simulator.Live;

/// <summary>A media connection that a session reserved: joined by a TCP connection, switched on and off by the control connection, fed by the pump.</summary>
internal sealed class LiveStream(uint id, Session session, VirtualDevice device)
{
    /// <summary>Further behind than this (a stopped process, a jumped clock) a stream goes on from now, as a device would.</summary>
    private static readonly TimeSpan MaxLag = TimeSpan.FromSeconds(2);

    /// <summary>What a viewer may be behind in the kernel, before its queue here begins to fill.</summary>
    private const int SendBuffer = 256 * 1024;

    private readonly Lock _gate = new();
    private DvripConnection? _joined;
    private Clip? _clip;
    private (byte First, byte Second)? _expected;
    private bool _running;
    private bool _closed;
    private long _started;
    private DateTimeOffset _startedAt;
    private TimeSpan _skipped;
    private long _loop;
    private int _next;
    private uint _pictures, _sounds;

    public uint Id { get; } = id;

    public Session Session { get; } = session;

    public VirtualDevice Device => device;

    public int Channel0 { get; private set; }

    public int Stream { get; private set; }

    /// <summary>Joined in the old dialect, where the control connection does not name connections.</summary>
    public bool IsOld => _expected is not null;

    /// <summary>Pictures and sound have run, or will as soon as somebody has joined.</summary>
    public bool IsOn => _clip is not null;

    /// <summary>Keeps what an old join said: (1, channel + 1) or (channel + 1, stream + 1).</summary>
    public void Expect(byte first, byte second) => _expected = (first, second);

    public bool Expects(int channel0, int stream) =>
        _expected is (var first, var second) && (first == 1 && second == channel0 + 1 || first == channel0 + 1 && second == stream + 1);

    /// <summary>False when there is another one here already, or the reservation is over. The answer is sent before any frame.</summary>
    public bool Join(DvripConnection connection, byte[] answer)
    {
        lock (_gate)
        {
            if (_closed || _joined is not null)
                return false;

            _joined = connection;
            connection.Stream = this;
            device.Judge.Joined(connection.Sight, Session.Id);
            connection.Socket.SendBufferSize = SendBuffer;
            connection.Reply(answer);
            Update();
            return true;
        }
    }

    /// <summary>False when the device sends as many streams as it can.</summary>
    public bool Start(int channel0, int stream)
    {
        lock (_gate)
        {
            Pause();
            _clip = null;
            if (_closed || device.Facts.OpenStreams >= DvripLimits.StreamsPerDevice)
                return false;

            Channel0 = channel0;
            Stream = stream;
            _clip = device.Programme[channel0, stream];
            Update();
            return true;
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _clip = null;
            Pause();
        }
    }

    /// <summary>The reservation is over: what had joined hears it by FIN, or by RST when the device itself breaks off.</summary>
    public void Close(SessionEnd how)
    {
        DvripConnection? joined;
        lock (_gate)
        {
            _closed = true;
            _clip = null;
            Pause();
            joined = _joined;
            _joined = null;
        }

        joined?.Finish(how is SessionEnd.Device or SessionEnd.TimedOut);
    }

    public void Left(DvripConnection connection)
    {
        lock (_gate)
        {
            if (_joined != connection)
                return;

            Pause();
            _joined = null;
        }

        // Only a text transaction could name it again.
        if (IsOld)
            Session.Release(Id);
    }

    public void Cut()
    {
        lock (_gate)
        {
            if (_running)
                _joined!.Outbox.Cut();
        }
    }

    /// <summary>Hands every frame that is due to the connection. Called by the pump alone.</summary>
    public void Tick()
    {
        lock (_gate)
        {
            if (!_running)
                return;

            var now = device.Time.GetElapsedTime(_started) - _skipped;
            if (now - Due > MaxLag)
                now = SkipTo(now);

            if (Due > now)
                return;

            if (_joined!.Silent)
            {
                SkipTo(now);
                return;
            }

            for (; Due <= now; Advance())
                _joined.Outbox.Frame(Stamped());

            _joined.Outbox.Kick();
        }
    }

    private TimeSpan Due => _clip!.Length * _loop + _clip.Frames[_next].At;

    /// <summary>Both stamps tell when the frame was due, not when a late pump came round: readers add the milliseconds up within each second.</summary>
    private StampedFrame Stamped()
    {
        var frame = _clip!.Frames[_next];
        var sequence = frame.IsVideo ? _pictures++ : _sounds++;
        var since = Due + _skipped;
        return new StampedFrame(frame, (byte)Channel0, sequence, device.Clock.At(_startedAt + since),
            unchecked((ushort)(long)since.TotalMilliseconds));
    }

    private void Advance()
    {
        if (++_next < _clip!.Frames.Count)
            return;

        _next = 0;
        _loop++;
    }

    /// <summary>Begins the clip anew at this moment: what was missed is not sent later. Returns the moment on the clip's own clock.</summary>
    private TimeSpan SkipTo(TimeSpan now)
    {
        _next = 0;
        _skipped += now - Due;
        return Due;
    }

    private void Update()
    {
        if (_running || _joined is null || _clip is null)
            return;

        _running = true;
        _started = device.Time.GetTimestamp();
        _startedAt = device.Time.GetUtcNow();
        _skipped = TimeSpan.Zero;
        _loop = 0;
        _next = 0;
        device.Facts.StreamOpened();
        device.Pump.Add(this);
    }

    private void Pause()
    {
        if (!_running)
            return;

        _running = false;
        _joined!.Outbox.ForgetFrames();
        device.Facts.StreamEnded();
        device.Pump.Remove(this);
    }
}

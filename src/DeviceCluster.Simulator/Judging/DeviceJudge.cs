using System.Net.Sockets;

namespace DeviceCluster.Simulator.Judging;

/// <summary>
/// Watches one device's wire. Reading a byte and accepting a login happen under one lock, so that each byte is either before a login or after it.
/// A reset or a FIN is no byte.
/// </summary>
internal sealed class DeviceJudge(int device, string address, WireClock clock)
{
    private const int KeptSessions = 200;
    private const int KeptOverlaps = 8;

    private readonly Lock _gate = new();
    private readonly HashSet<JudgedConnection> _connections = [];
    private readonly Queue<JudgedSession> _sessions = [];
    private readonly List<Overlap> _overlaps = [];
    private JudgedSession? _newest;
    private DarkInterval? _longest;
    private long _logins, _accepted, _refused, _loggedOut, _lost, _events, _lateBytes;

    public void Opened(JudgedConnection connection)
    {
        lock (_gate)
            _connections.Add(connection);
    }

    public void Closed(JudgedConnection connection)
    {
        lock (_gate)
            _connections.Remove(connection);
    }

    /// <summary>Takes what is there without waiting; 0 = nothing was there after all. Null = the client has closed.</summary>
    public int? Receive(JudgedConnection connection, Span<byte> into)
    {
        lock (_gate)
        {
            var read = connection.Socket.Receive(into, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
                return 0;

            if (error != SocketError.Success)
                throw new SocketException((int)error);

            if (read == 0)
                return null;

            Count(connection, read);
            return read;
        }
    }

    /// <summary>From now on every other session of this device is an older one.</summary>
    public void Accepted(JudgedConnection connection, uint id, string user)
    {
        lock (_gate)
        {
            var now = clock.Now;
            var session = new JudgedSession(++_logins, id, user, connection.From, now);
            foreach (var open in _connections)
                open.LoginAccepted(session.Number);

            if (_newest is { } former)
            {
                former.Next = session;
                _longest = Longer(_longest, Dark(former, now, over: true));
            }

            connection.Belongs(session, control: true);
            _newest = session;
            _accepted++;
            _sessions.Enqueue(session);
            if (_sessions.Count > KeptSessions)
                _sessions.Dequeue();
        }
    }

    public void Refused()
    {
        lock (_gate)
            _refused++;
    }

    /// <summary>A media connection has said whose it is: if that session is an old one, what it said may itself be late.</summary>
    public void Joined(JudgedConnection connection, uint session)
    {
        lock (_gate)
        {
            if (_sessions.FirstOrDefault(one => one.Id == session) is not { } owner)
                return;

            connection.Belongs(owner, control: false);
            if (connection.Late() is > 0 and var late)
                Overlapped(connection, owner, late);
        }
    }

    public void Ended(uint session, SessionEnd how)
    {
        lock (_gate)
        {
            if (_sessions.FirstOrDefault(one => one.Id == session) is not { Ended: null } owner)
                return;

            owner.Ended = (clock.Now, how);
            if (how == SessionEnd.Logout)
                _loggedOut++;
            else
                _lost++;
        }
    }

    public void Mark()
    {
        lock (_gate)
        {
            _accepted = _refused = _loggedOut = _lost = 0;
            _longest = null;
        }
    }

    /// <summary>A session is alive while its last byte is younger than <paramref name="alive"/>.</summary>
    public DeviceSight Look(TimeSpan alive, bool withSessions = false)
    {
        lock (_gate)
        {
            var now = clock.Now;
            var open = _newest is { Ended: null };
            var isAlive = open && clock.Between(_newest!.LastByteAt, now) < alive;
            var dark = isAlive || _newest is null ? null : Dark(_newest, now, over: false);
            return new DeviceSight(
                device, address, open, isAlive, open ? _newest!.From : null, open ? clock.Utc(_newest!.AcceptedAt) : null, _accepted, _refused,
                _loggedOut, _lost, _events, _lateBytes, [.. _overlaps], Longer(_longest, dark), dark)
            {
                Sessions = withSessions ? [.. _sessions.Select(session => session.Sight(clock))] : null,
            };
        }
    }

    private void Count(JudgedConnection connection, int read)
    {
        connection.Received += read;
        if (connection.Session is not { } session)
            return;

        session.LastByteAt = clock.Now;
        if (connection.IsControl)
            session.ControlBytes += read;
        else
            session.MediaBytes += read;

        if (Math.Min(connection.Late(), read) is > 0 and var late)
            Overlapped(connection, session, late);
    }

    private void Overlapped(JudgedConnection connection, JudgedSession session, long bytes)
    {
        session.LateBytes += bytes;
        _lateBytes += bytes;
        _events++;
        if (_overlaps.Count >= KeptOverlaps)
            return;

        var next = session.Next!;
        _overlaps.Add(new Overlap(
            clock.Utc(clock.Now), device, address, bytes, connection.IsControl ? "control" : "media",
            session.Id, connection.From, next.Id, next.From, clock.Utc(next.AcceptedAt)));
    }

    private DarkInterval Dark(JudgedSession session, long until, bool over) => new(
        device, address, clock.Utc(session.LastByteAt), over ? clock.Utc(until) : null,
        clock.Between(session.LastByteAt, until).TotalSeconds,
        session.Ended is { } end ? clock.Utc(end.At) : null, session.Ended?.How.ToString());

    private static DarkInterval? Longer(DarkInterval? one, DarkInterval? other) =>
        one is null || other?.Seconds > one.Seconds ? other : one;
}

using System.Net.Sockets;

namespace DeviceCluster.Simulator.Judging;

/// <summary>One TCP connection: what it brought, and to which session that belongs. Guarded by its device's judge.</summary>
internal sealed class JudgedConnection(Socket socket, string from)
{
    private const int KeptLevels = 64;

    private readonly List<(long Login, long Arrived)> _levels = [];

    public Socket Socket { get; } = socket;

    public string From { get; } = from;

    public JudgedSession? Session { get; private set; }

    public bool IsControl { get; private set; }

    public long Received { get; set; }

    public void Belongs(JudgedSession session, bool control)
    {
        Session = session;
        IsControl = control;
    }

    /// <summary>
    /// Remembers how much had come when a login was accepted, with what the kernel still held: that is not late, whenever it is read.
    /// A connection that belongs to no session yet may still join an old one, so it remembers every login.
    /// </summary>
    public void LoginAccepted(long number)
    {
        if (Session is not null && number != Session.Number + 1)
            return;

        if (_levels.Count == KeptLevels)
            _levels.RemoveAt(0);

        _levels.Add((number, Received + Unread()));
    }

    /// <summary>What has come after the login that followed this connection's session; a connection made after it has no level, so all of it is late.</summary>
    public long Late()
    {
        if (Session?.Next is not { } next)
            return 0;

        var level = _levels.Find(level => level.Login == next.Number).Arrived;
        return Math.Max(0, Received - level);
    }

    private int Unread()
    {
        try
        {
            return Socket.Available;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed by now: nothing more is read from it.
            return 0;
        }
    }
}

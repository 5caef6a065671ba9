using System.Buffers;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Judging;
using DeviceCluster.Simulator.Live;
using DeviceCluster.Simulator.Rpc;

namespace DeviceCluster.Simulator.Dvrip;

/// <summary>One TCP connection of a client: reads messages, hands them on one at a time, and ends when either side has had enough.</summary>
internal sealed class DvripConnection : IRpcCaller
{
    private readonly byte[] _header = new byte[DvripMessage.HeaderSize];
    private readonly ILogger _log;
    private long _heard;
    private long _messageStarted;
    private int _ended;

    public DvripConnection(Socket socket, VirtualDevice device, ILogger log)
    {
        Socket = socket;
        Device = device;
        _log = log;
        _heard = device.Time.GetTimestamp();
        From = socket.RemoteEndPoint?.ToString() ?? "?";
        Sight = new JudgedConnection(socket, From);
        // The judge reads without waiting.
        socket.Blocking = false;
        Outbox = new Outbox(this);
    }

    public Socket Socket { get; }

    public VirtualDevice Device { get; }

    public string From { get; }

    public Outbox Outbox { get; }

    /// <summary>What the judge notes of this connection.</summary>
    public JudgedConnection Sight { get; }

    /// <summary>The random number of the realm request that a login has not yet used.</summary>
    public string? Challenge { get; set; }

    /// <summary>The session that was logged in here: this is its control connection.</summary>
    public Session? Session { get; set; }

    /// <summary>The stream that was joined here: this is its media connection.</summary>
    public LiveStream? Stream { get; set; }

    /// <summary>A long JSON request that has not wholly come yet.</summary>
    public RpcAssembly? Assembly { get; set; }

    /// <summary>Forgotten by the device: what comes is swallowed, nothing is said, and it is never closed by us.</summary>
    public bool Forgotten { get; private set; }

    public bool Silent => Forgotten || Device.Faults.Silent;

    public JsonNode SessionName => Session?.Id ?? 0;

    private bool Known => Session is not null || Stream is not null;

    public async Task RunAsync()
    {
        try
        {
            while (await FillAsync(_header).ConfigureAwait(false))
            {
                var length = BitConverter.ToUInt32(_header, DvripMessage.LengthAt);
                if (!Commands.IsRequest(_header[0]) || length > DvripLimits.For(_header[0], Known))
                {
                    Refuse($"sent command {_header[0]:x2} with {length} bytes");
                    break;
                }

                await ReadExtensionAsync((int)length).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or EndOfStreamException)
        {
            // The client, a fault or a limit ended it.
        }
        catch (Exception e)
        {
            Fail(e);
        }
        finally
        {
            End(SessionEnd.Aborted);
        }
    }

    public void LogOut() => Session?.End(SessionEnd.Logout);

    public void Reply(byte[] packet)
    {
        if (!Silent)
            Outbox.Reply(packet);
    }

    public void Refuse(string why)
    {
        Device.Facts.SawBadMessage();
        Abort(why);
    }

    /// <summary>Ends the connection at once, by RST: what the kernel still holds is thrown away.</summary>
    public void Abort(string? why = null)
    {
        if (why is not null && _log.IsEnabled(LogLevel.Information))
            _log.LogInformation("{Serial} hangs up on {From}, which {Why}", Device.Serial, From, why);

        try
        {
            Socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Already closed by the other path.
        }

        Socket.Dispose();
    }

    /// <summary>A defect of ours ends this connection and no other.</summary>
    public void Fail(Exception error)
    {
        _log.LogError(error, "{Serial} failed in its conversation with {From}", Device.Serial, From);
        Abort();
    }

    /// <summary>Says by FIN that nothing more comes (the client closes, or is swept away), or breaks off by RST.</summary>
    public void Finish(bool abort)
    {
        Stream = null;
        if (Silent)
            return;

        if (abort)
        {
            Abort();
            return;
        }

        try
        {
            Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client was first.
        }
    }

    public void Forget() => Forgotten = true;

    /// <summary>Called once a second: hangs up on those who are silent, slow, or do not read.</summary>
    public void Sweep()
    {
        if (Silent)
            return;

        if (Since(Interlocked.Read(ref _messageStarted)) > DvripLimits.WholeMessage)
            Refuse("sends a message too slowly");
        else if (Since(Outbox.StuckSince) > DvripLimits.UnreadOutput)
            Abort("does not read");
        else if (!Known && Since(Interlocked.Read(ref _heard)) > DvripLimits.BeforeLogin)
            Abort("does not log in");
    }

    /// <summary>The session's own clock: how long the control connection has been quiet.</summary>
    public TimeSpan Quiet => Since(Interlocked.Read(ref _heard));

    public void End(SessionEnd how)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;

        Outbox.Close();
        Session?.End(how);
        Stream?.Left(this);
        Device.Left(this);
        Socket.Dispose();
    }

    private TimeSpan Since(long timestamp) => timestamp == 0 ? TimeSpan.Zero : Device.Time.GetElapsedTime(timestamp);

    private async ValueTask ReadExtensionAsync(int length)
    {
        if (length == 0)
        {
            Handle([]);
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            if (!await FillAsync(buffer.AsMemory(0, length)).ConfigureAwait(false))
                throw new EndOfStreamException();

            Handle(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Handle(ReadOnlySpan<byte> extension)
    {
        Interlocked.Exchange(ref _messageStarted, 0);
        Interlocked.Exchange(ref _heard, Device.Time.GetTimestamp());
        if (!Forgotten)
            DvripDispatch.Handle(this, new DvripMessage(_header, extension), _log);
    }

    private async ValueTask<bool> FillAsync(Memory<byte> memory)
    {
        while (memory.Length > 0)
        {
            // A read of nothing comes back when there is something: what there is, is then taken under the judge's eyes.
            await Socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None).ConfigureAwait(false);
            if (Device.Judge.Receive(Sight, memory.Span) is not { } read)
                return false;

            if (read > 0)
                Interlocked.CompareExchange(ref _messageStarted, Device.Time.GetTimestamp(), 0);

            memory = memory[read..];
        }

        return true;
    }
}

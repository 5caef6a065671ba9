using System.Net.Sockets;
using System.Text.Json.Nodes;
using DeviceCluster.Simulator.Dvrip;
using DeviceCluster.Simulator.Json;
using DeviceCluster.Simulator.Network;
using DeviceCluster.Simulator.Rpc;

namespace DeviceCluster.Simulator.Dhip;

/// <summary>One connection to the JSON port: reads a request, answers it, reads the next. Its session lives as long as it does.</summary>
internal sealed class DhipConnection : IRpcCaller, IDisposable
{
    private const int PacketPayload = 8192;
    private const int MostLate = 16;

    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _socket;
    private readonly DeviceLink _link;
    private readonly TimeSpan _quiet;
    private readonly ILogger _log;
    private RpcSession? _session;
    private int _late;

    public DhipConnection(Socket socket, VirtualDevice device, TimeSpan quiet, ILogger log)
    {
        _socket = socket;
        _quiet = quiet;
        _log = log;
        From = socket.RemoteEndPoint?.ToString() ?? "?";
        _link = new DeviceLink(device, socket, socket.Dispose);
    }

    public VirtualDevice Device => _link.Device;

    public string From { get; }

    public JsonNode SessionName => _session?.Name ?? 0;

    private bool IsOpen => _session is { IsOpen: true };

    public void LogOut()
    {
        if (_session is { } session)
            Device.JsonSessions.End(session);

        _session = null;
    }

    public async Task RunAsync()
    {
        if (!Device.Links.Add(_link))
        {
            _link.Abort();
            Dispose();
            return;
        }

        try
        {
            var header = new byte[DhipFrame.HeaderSize];
            while (await FillAsync(header, IsOpen ? _quiet : DvripLimits.BeforeLogin).ConfigureAwait(false))
            {
                if (!DhipFrame.TryRead(header, out var frame) || frame.Total > (IsOpen ? DvripLimits.JsonMessage : DvripLimits.MessageBeforeLogin))
                {
                    Device.Facts.SawBadMessage();
                    _log.LogInformation("{Serial} hangs up on {From}, which sent no JSON, or too much", Device.Serial, From);
                    _link.Abort();
                    break;
                }

                if (await ReadAsync(frame, header).ConfigureAwait(false) is not { } json)
                    break;

                await AnswerAsync(frame, json).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException or TimeoutException)
        {
            // The client, a fault or a limit ended it.
        }
        catch (Exception e)
        {
            _log.LogError(e, "{Serial} failed in its conversation with {From}", Device.Serial, From);
        }
        finally
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            LogOut();
            Device.Links.Remove(_link);
            Dispose();
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _sending.Dispose();
        _stop.Dispose();
    }

    /// <summary>The whole request, of however many packets. Null when the client has closed, or mixes requests.</summary>
    private async Task<byte[]?> ReadAsync(DhipFrame frame, byte[] header)
    {
        var first = new byte[frame.Length];
        if (!await FillAsync(first, DvripLimits.WholeMessage).ConfigureAwait(false))
            return null;

        if (frame.Length == frame.Total)
            return first;

        var assembly = new RpcAssembly(frame.Id, frame.Total);
        for (var fits = assembly.Add(first); !assembly.IsComplete;)
        {
            if (!fits || !await FillAsync(header, DvripLimits.WholeMessage).ConfigureAwait(false)
                || !DhipFrame.TryRead(header, out var next) || next.Id != frame.Id || next.Total != frame.Total)
            {
                Device.Facts.SawBadMessage();
                return null;
            }

            var part = new byte[next.Length];
            fits = await FillAsync(part, DvripLimits.WholeMessage).ConfigureAwait(false) && assembly.Add(part);
        }

        return assembly.Json.ToArray();
    }

    private async Task AnswerAsync(DhipFrame frame, byte[] json)
    {
        if (_link.Silent)
            return;

        if (Device.Faults.Babbling)
        {
            await SendAsync(Device.Noise(), 1).ConfigureAwait(false);
            return;
        }

        var session = _session?.Id ?? 0;
        var reply = JsonRequest.Answer(json, SessionName, request => Call(request, ref session));
        var answer = RpcAnswer.Of(Device, reply, frame.Id);
        var packets = Packets(answer, session);
        if (answer.After == TimeSpan.Zero)
            await SendAsync(packets, answer.Times).ConfigureAwait(false);
        else if (Interlocked.Increment(ref _late) <= MostLate)
            _ = SendLaterAsync(packets, answer);
        else
            _link.Abort();
    }

    private JsonObject Call(JsonObject? request, ref uint session)
    {
        if (request is not null && (request["method"] as JsonValue)?.ToString() == JsonLogin.Method)
        {
            if (IsOpen)
                return RpcReply.Failed(RpcError.InUse).ToJson(request["id"], SessionName);

            var (answer, opened) = JsonLogin.Call(Device, request, From, _log, textSession: false);
            _session = opened;
            session = opened?.Id ?? 0;
            return answer.ToJson(request["id"], SessionName);
        }

        if (_session is not { } mine || !mine.IsOpen || Device.JsonSessions.Find(mine.Key) is null)
            return RpcReply.Failed(RpcError.InvalidSession).ToJson(request?["id"], 0);

        var name = mine.Name;
        return RpcMethods.Call(this, request).ToJson(request?["id"], name);
    }

    private static byte[] Packets(RpcAnswer answer, uint session)
    {
        var text = answer.Text;
        var packets = new byte[text.Length + (text.Length + PacketPayload - 1) / PacketPayload * DhipFrame.HeaderSize];
        for (int at = 0, to = 0; at < text.Length; at += PacketPayload, to += PacketPayload + DhipFrame.HeaderSize)
            DhipFrame.Write(packets.AsSpan(to), session, answer.Id, text.AsSpan(at, Math.Min(PacketPayload, text.Length - at)), text.Length);

        return packets;
    }

    private async Task SendLaterAsync(byte[] packets, RpcAnswer answer)
    {
        try
        {
            await Task.Delay(answer.After, Device.Time, _stop.Token).ConfigureAwait(false);
            await SendAsync(packets, answer.Times).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException or TimeoutException)
        {
            // The connection has ended before the answer was due.
        }
        finally
        {
            Interlocked.Decrement(ref _late);
        }
    }

    private async Task SendAsync(byte[] packets, int times)
    {
        await _sending.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            for (var time = 0; time < times && !_link.Silent; time++)
                await Pace.SendAsync(Device, packets, SendAsync, _stop.Token).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>A client that does not read is given up.</summary>
    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var started = Device.Time.GetTimestamp();
        while (bytes.Length > 0)
        {
            var sent = _socket.SendAsync(bytes, SocketFlags.None, cancellation).AsTask();
            bytes = bytes[await sent.WaitAsync(Left(started, DvripLimits.UnreadOutput), Device.Time, cancellation).ConfigureAwait(false)..];
        }
    }

    private async ValueTask<bool> FillAsync(Memory<byte> memory, TimeSpan within)
    {
        var started = Device.Time.GetTimestamp();
        while (memory.Length > 0)
        {
            var read = _socket.ReceiveAsync(memory, SocketFlags.None, _stop.Token).AsTask();
            if (await read.WaitAsync(Left(started, within), Device.Time, _stop.Token).ConfigureAwait(false) is not (> 0 and var length))
                return false;

            memory = memory[length..];
        }

        return true;
    }

    private TimeSpan Left(long started, TimeSpan within)
    {
        var left = within - Device.Time.GetElapsedTime(started);
        return left > TimeSpan.Zero ? left : throw new TimeoutException();
    }
}

using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DeviceCluster.Simulator.Tests.Wire;

/// <summary>A TCP connection that sends what the test says and reads whole messages, with a limit on every wait.</summary>
internal sealed class RawConnection : IDisposable
{
    private const int HeaderSize = 32;

    private RawConnection(Socket socket) => Socket = socket;

    public Socket Socket { get; }

    public static Task<RawConnection> OpenAsync(SimulatorHost host, int device = 1, int receiveBuffer = 0) =>
        OpenAsync(new IPEndPoint(host.Devices[device - 1].Address, host.DvripPort), receiveBuffer);

    public static async Task<RawConnection> OpenAsync(IPEndPoint to, int receiveBuffer = 0)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (receiveBuffer > 0)
            socket.ReceiveBufferSize = receiveBuffer;

        using var limit = new CancellationTokenSource(Limit.Wait);
        await socket.ConnectAsync(to, limit.Token);
        return new RawConnection(socket);
    }

    /// <summary>True when a connect is reset: while it is still returning, or at the first read.</summary>
    public static async Task<bool> IsResetAtOnceAsync(IPAddress address, int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(Limit.Wait);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), limit.Token);
            await socket.ReceiveAsync(new byte[1], SocketFlags.None, limit.Token);
            return false;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            return true;
        }
    }

    public async Task SendAsync(byte[] bytes)
    {
        using var limit = new CancellationTokenSource(Limit.Wait);
        for (var rest = bytes.AsMemory(); rest.Length > 0;)
            rest = rest[await Socket.SendAsync(rest, SocketFlags.None, limit.Token)..];
    }

    /// <summary>The header is given in hex; its length field is filled in here.</summary>
    public Task SendAsync(string headerHex, string extension = "") => SendAsync(Message(headerHex, extension));

    public Task SendTextAsync(params string[] lines) => SendAsync("f4", string.Concat(lines.Select(line => line + "\r\n")) + "\r\n");

    public async Task<RawMessage> ReceiveAsync()
    {
        var header = await ReadAsync(HeaderSize);
        return new RawMessage(header, await ReadAsync(BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4))));
    }

    public async Task<RawMessage> AskAsync(string headerHex, string extension = "")
    {
        await SendAsync(headerHex, extension);
        return await ReceiveAsync();
    }

    public async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        using var limit = new CancellationTokenSource(Limit.Wait);
        for (var at = 0; at < count;)
        {
            var read = await Socket.ReceiveAsync(bytes.AsMemory(at), SocketFlags.None, limit.Token);
            if (read == 0)
                throw new EndOfStreamException($"closed after {at} of {count} bytes");

            at += read;
        }

        return bytes;
    }

    /// <summary>Reads until the device ends the connection: true by RST, false by FIN.</summary>
    public async Task<bool> EndsByResetAsync()
    {
        var bytes = new byte[4096];
        using var limit = new CancellationTokenSource(Limit.Wait);
        try
        {
            while (await Socket.ReceiveAsync(bytes.AsMemory(), SocketFlags.None, limit.Token) > 0)
            {
                // What was under way may still come.
            }

            return false;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            return true;
        }
    }

    /// <summary>Nothing has come and nobody has closed, for as long as the test looks.</summary>
    public async Task<bool> StaysSilentAsync(TimeSpan time)
    {
        using var look = new CancellationTokenSource(time);
        try
        {
            await Socket.ReceiveAsync(new byte[1], SocketFlags.None, look.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    public void Dispose() => Socket.Dispose();

    public static byte[] Message(string headerHex, string extension = "")
    {
        var text = Encoding.Latin1.GetBytes(extension);
        var message = new byte[HeaderSize + text.Length];
        Convert.FromHexString(headerHex.Replace(" ", "", StringComparison.Ordinal)).CopyTo(message, 0);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(4), text.Length);
        text.CopyTo(message, HeaderSize);
        return message;
    }
}

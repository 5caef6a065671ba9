using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using DeviceCluster.Actors.Tests.Support;

namespace DeviceCluster.Actors.Tests.Live;

/// <summary>The node that owns a device, as a relay meets it on the wire: it answers with what the test says, byte for byte.</summary>
internal sealed class ScriptedOwner : IAsyncDisposable
{
    /// <summary>The head of an answer as a node gives it to a hop.</summary>
    public const string Head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nX-DeviceCluster-Hop: 1\r\nTransfer-Encoding: chunked\r\n\r\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new(Limits.Patience);
    private readonly ConcurrentBag<Task> _conversations = [];
    private readonly Task _accepting;
    private int _open;

    private ScriptedOwner(Func<Conversation, Task> script)
    {
        _listener.Start();
        _accepting = AcceptAsync(script);
    }

    public string Authority => _listener.LocalEndpoint.ToString()!;

    public Uri Base => new($"http://{Authority}");

    /// <summary>The heads of the requests so far.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Connections that the other side has not closed.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>After the script the connection stays as it is until the other side closes it.</summary>
    public static ScriptedOwner Start(Func<Conversation, Task> script) => new(script);

    /// <summary>An owner who sends these bytes in chunks of the given size, and no end.</summary>
    public static ScriptedOwner Sending(byte[] bytes, int chunk = 1_000) => Start(async to =>
    {
        await to.SendAsync(Head);
        foreach (var part in bytes.Chunk(chunk))
            await to.ChunkAsync(part);
    });

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var conversation in _conversations)
            await conversation.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync(Func<Conversation, Task> script)
    {
        while (true)
        {
            var socket = await _listener.AcceptSocketAsync(_end.Token);
            Interlocked.Increment(ref _open);
            _conversations.Add(ConverseAsync(socket, script));
        }
    }

    private async Task ConverseAsync(Socket socket, Func<Conversation, Task> script)
    {
        using (socket)
        {
            try
            {
                Requests.Enqueue(await ReadHeadAsync(socket));
                await script(new Conversation(socket, _end.Token));
                while (await socket.ReceiveAsync(new byte[256], _end.Token) > 0)
                {
                }
            }
            catch (SocketException)
            {
                // The other side has gone.
            }
            catch (ObjectDisposedException)
            {
                // The script has ended the connection itself.
            }
            finally
            {
                Interlocked.Decrement(ref _open);
            }
        }
    }

    private async Task<string> ReadHeadAsync(Socket socket)
    {
        var head = new StringBuilder();
        var buffer = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await socket.ReceiveAsync(buffer, _end.Token) == 0)
                throw new SocketException((int)SocketError.ConnectionReset);
            head.Append((char)buffer[0]);
        }

        return head.ToString();
    }

    /// <summary>One connection of a relay.</summary>
    internal sealed class Conversation(Socket socket, CancellationToken end)
    {
        public CancellationToken Ending => end;

        public Task SendAsync(string text) => SendAsync(Encoding.ASCII.GetBytes(text));

        public async Task SendAsync(byte[] bytes)
        {
            for (var rest = bytes.AsMemory(); !rest.IsEmpty;)
                rest = rest[await socket.SendAsync(rest, end)..];
        }

        public Task ChunkAsync(byte[] bytes) => SendAsync([.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8]);

        /// <summary>The body is over, as it should be.</summary>
        public Task FinishAsync() => SendAsync("0\r\n\r\n");

        /// <summary>As when the process is killed.</summary>
        public void Reset()
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
        }
    }
}

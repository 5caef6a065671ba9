using System.Net;
using System.Net.Sockets;

namespace DeviceCluster.Node.Tests.Process;

/// <summary>
/// A way to a node that breaks once: from the moment in which a text goes to the node nothing comes back, and when the node has done what it was told the
/// connection ends. What comes later passes.
/// </summary>
internal sealed class CutWay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly IPEndPoint _node;
    private readonly byte[] _text;
    private readonly Func<Task> _isDone;
    private readonly Task _accepting;
    private int _cuts;

    private CutWay(IPEndPoint node, byte[] text, Func<Task> isDone)
    {
        (_node, _text, _isDone) = (node, text, isDone);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"{_listener.LocalEndpoint}";

    public int Cuts => Volatile.Read(ref _cuts);

    public static CutWay To(string node, string text, Func<Task> isDone) => new(IPEndPoint.Parse(node), System.Text.Encoding.ASCII.GetBytes(text), isDone);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var passing = new List<Task>();
        try
        {
            while (true)
                passing.Add(PassAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(passing);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        using var back = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        await far.ConnectAsync(_node, _end.Token);
        var answers = far.GetStream().CopyToAsync(near.GetStream(), back.Token);
        try
        {
            await SendAsync(near.GetStream(), far.GetStream(), back);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // One of the two, or the test, is done.
        }

        await back.CancelAsync();
        await answers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SendAsync(NetworkStream from, NetworkStream to, CancellationTokenSource back)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, _end.Token) is > 0 and var read)
        {
            // Before the node has it: no answer to it may pass.
            var cut = Cuts == 0 && buffer.AsSpan(0, read).IndexOf(_text) >= 0;
            if (cut)
                await back.CancelAsync();
            await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
            if (!cut)
                continue;

            await _isDone();
            Interlocked.Increment(ref _cuts);
            return;
        }
    }
}

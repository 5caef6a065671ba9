using System.Net;
using System.Net.Sockets;
using DeviceCluster.Actors;
using DeviceCluster.Node.Configuration;
using DeviceCluster.Node.Hosting;

namespace DeviceCluster.Node.Tests.Hosting;

/// <summary>A second node under the name of the first is found before it joins. Other addresses of loopback are other machines here.</summary>
public class NameProbeTests
{
    [Fact]
    public async Task A_name_that_leads_to_another_process_is_refused()
    {
        using var other = new TcpListener(IPAddress.Parse("127.0.0.2"), 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var fault = await Assert.ThrowsAsync<NodeFault>(() => NameProbe.RunAsync(Node("127.0.0.1", "127.0.0.2", port), TimeProvider.System, CancellationToken.None));

        Assert.Equal(ExitCode.PortTaken, fault.ExitCode);
        Assert.Contains($"at 127.0.0.2:{port}, by which the other nodes know this one, another process answers", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost")]
    [InlineData("0.0.0.0", "127.0.0.3")]
    public async Task A_name_that_leads_here_is_good_and_leaves_the_port_free(string listens, string name)
    {
        var port = FreePort();

        await NameProbe.RunAsync(Node(listens, name, port), TimeProvider.System, CancellationToken.None);

        using var akka = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
        akka.Bind(new IPEndPoint(IPAddress.Parse(listens), port));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task Callers_that_say_nothing_keep_nobody_waiting(int silent)
    {
        using var port = Listener();
        using var calls = new Calls(port, silent);
        calls.Say(calls.Count - 1, Word);
        using var never = new CancellationTokenSource(ProbeLimit);

        // The last to come is heard, while those before it are silent; without a limit that could be over.
        Assert.True(await new Callers(port, Word).SaysAsync(never.Token));
        Assert.False(never.IsCancellationRequested);
    }

    [Fact]
    public async Task A_word_that_nobody_says_is_told_from_one_that_may_still_come()
    {
        using var port = Listener();
        using var wrong = new Calls(port, 1);
        wrong.Say(0, [.. Word.Reverse()]);
        wrong.Say(1, [.. Word.Reverse()]);
        using var first = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var nobody = await new Callers(port, Word).SaysAsync(first.Token);
        using var silent = new Calls(port, 1);
        using var second = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var unknown = await new Callers(port, Word).SaysAsync(second.Token);

        Assert.False(nobody);
        Assert.Null(unknown);
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("node.invalid")]
    public async Task A_name_that_leads_nowhere_yet_is_no_fault(string name)
    {
        await NameProbe.RunAsync(Node("127.0.0.1", name, FreePort()), TimeProvider.System, CancellationToken.None);
    }

    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(60);

    private static readonly byte[] Word = [.. Enumerable.Range(1, 16).Select(n => (byte)n)];

    private static Socket Listener()
    {
        var port = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        port.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        port.Listen();
        return port;
    }

    /// <summary>Connected callers, in the order in which they came: so many, and one more.</summary>
    private sealed class Calls : IDisposable
    {
        private readonly List<Socket> _sockets = [];

        public Calls(Socket port, int before)
        {
            for (var n = 0; n <= before; n++)
            {
                _sockets.Add(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
                _sockets[n].Connect(port.LocalEndPoint!);
            }
        }

        public int Count => _sockets.Count;

        public void Say(int caller, byte[] word) => _sockets[caller].Send(word);

        public void Dispose() => _sockets.ForEach(socket => socket.Dispose());
    }

    private static ClusterOptions Node(string listens, string name, int port) =>
        new(listens, port, new MembershipSettings { PublicHostName = name, Seeds = [$"{name}:{port}"] });

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
